package dev.watchkeeper.inventory;

/// Whom the console tells of findings, and how its own death is noticed.
public record Notifications() {
    public static final Notifications NONE = new Notifications();
}
