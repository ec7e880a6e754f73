/// What the tests of the window share: sample reports and the pictures.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui;
