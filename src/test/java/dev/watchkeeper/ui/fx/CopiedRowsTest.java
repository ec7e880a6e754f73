package dev.watchkeeper.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Rows on the clipboard.
final class CopiedRowsTest {
    private final CopiedRows<String> rows = new CopiedRows<>();

    CopiedRowsTest() {
        rows.add("Name", s -> s);
        rows.add("Length", s -> "" + s.length());
    }

    @Test
    void tabsSeparateFieldsAndLinesSeparateRows() {
        assertThat(rows.tabbed(List.of("a", "bc"))).isEqualTo("Name\tLength\na\t1\nbc\t2\n");
    }

    @Test
    void aFieldThatASpreadsheetWouldRunIsMadeText() {
        assertThat(rows.csv(List.of("=HYPERLINK(\"x\")")))
                .isEqualTo("\"Name\",\"Length\"\n\"'=HYPERLINK(\"\"x\"\")\",\"15\"\n");
    }
}
