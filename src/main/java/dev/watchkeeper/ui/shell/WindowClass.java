package dev.watchkeeper.ui.shell;

import com.sun.glass.ui.Application;

/// The name by which a desktop joins the window to its entry: WM_CLASS under X11, the application
/// id under Wayland.
public final class WindowClass {
    /// What the desktop entry's `StartupWMClass` names.
    public static final String NAME = "watchkeeper";

    private WindowClass() {}

    /// To be called on the JavaFX thread before the first stage is made. JavaFX takes the name from
    /// an `Application` subclass only, and has no public call for a program without one.
    static void announce() {
        Application.GetApplication().setName(NAME);
    }
}
