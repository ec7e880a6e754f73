/// Activity: what was done, from the audit record, and the jobs of this session.
///
/// It knows the audit record and nothing of the other screens. Only the JavaFX thread enters; the
/// record is read on threads of its own.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.activity;
