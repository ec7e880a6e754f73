package dev.watchkeeper.ui.shell;

import dev.watchkeeper.monitor.Report;

import javafx.scene.Node;

import org.kordamp.ikonli.feather.Feather;

import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// One entry of the rail and what is behind it.
///
/// @param id its name in links
/// @param title as the rail shows it
/// @param key the letter after `g`
/// @param count how much is wrong there; 0 shows nothing
/// @param report shows a report
/// @param filter shows only what contains a text
record Screen(
        String id,
        String title,
        Feather icon,
        char key,
        Node node,
        ToIntFunction<Report> count,
        Consumer<Report> report,
        Consumer<String> filter) {}
