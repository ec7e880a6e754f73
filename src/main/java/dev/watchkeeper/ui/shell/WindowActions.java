package dev.watchkeeper.ui.shell;

/// What bars, keys and palette ask of the window.
interface WindowActions {
    void goTo(String screen);

    void filter(String text);

    void focusFilter();

    void back();

    void refresh();

    void live(boolean on);

    void palette();

    void keys();

    void toggleTheme();

    void zoom(int steps);
}
