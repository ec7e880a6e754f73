package dev.watchkeeper.ui.shell;

import dev.watchkeeper.ui.fx.Overlay;

import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.List;

/// The window's keys. Letters count only where no text is being typed.
final class Shortcuts {
    private final WindowActions actions;
    private final List<Screen> screens;
    private final Overlay overlay;
    private boolean afterG;

    private Shortcuts(WindowActions actions, List<Screen> screens, Overlay overlay) {
        this.actions = actions;
        this.screens = screens;
        this.overlay = overlay;
    }

    static void install(Scene scene, WindowActions actions, List<Screen> screens, Overlay overlay) {
        var keys = new Shortcuts(actions, screens, overlay);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, e -> keys.typed(e, scene));
    }

    private void pressed(KeyEvent event) {
        if (overlay.isOpen()) {
            return;
        }
        if (event.isShortcutDown()) {
            withControl(event);
        } else if (event.getCode() == KeyCode.F5) {
            done(event, actions::refresh);
        } else if (event.getCode() == KeyCode.ESCAPE) {
            done(event, actions::back);
        }
    }

    private void withControl(KeyEvent event) {
        switch (event.getCode()) {
            case K -> done(event, actions::palette);
            case PLUS, EQUALS, ADD -> done(event, () -> actions.zoom(1));
            case MINUS, SUBTRACT -> done(event, () -> actions.zoom(-1));
            case DIGIT0, NUMPAD0 -> done(event, () -> actions.zoom(0));
            default -> {}
        }
    }

    private void typed(KeyEvent event, Scene scene) {
        boolean typing = scene.getFocusOwner() instanceof TextInputControl;
        if (overlay.isOpen()
                || typing
                || event.isShortcutDown()
                || event.getCharacter().isEmpty()) {
            return;
        }
        char c = event.getCharacter().charAt(0);
        if (afterG) {
            afterG = false;
            screens.stream()
                    .filter(s -> s.key() == c)
                    .findFirst()
                    .ifPresent(s -> done(event, () -> actions.goTo(s.id())));
            return;
        }
        switch (c) {
            case '/' -> done(event, actions::focusFilter);
            case '?' -> done(event, actions::keys);
            case 'g' -> done(event, () -> afterG = true);
            default -> {}
        }
    }

    private static void done(Event event, Runnable action) {
        event.consume();
        action.run();
    }
}
