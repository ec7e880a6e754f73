package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    // fault 46
    @ParameterizedTest
    @CsvSource({
        "0000, \\u{0}",
        "001b, \\u{1b}",
        "007f, \\u{7f}",
        "0085, \\u{85}",
        "009b, \\u{9b}",
        "00ad, \\u{ad}",
        "061c, \\u{61c}",
        "200b, \\u{200b}",
        "200d, \\u{200d}",
        "202e, \\u{202e}",
        "2028, \\u{2028}",
        "2066, \\u{2066}",
        "3164, \\u{3164}",
        "d800, \\u{d800}",
        "e000, \\u{e000}",
        "fe0f, \\u{fe0f}",
        "feff, \\u{feff}",
        "0378, \\u{378}",
        "e0041, \\u{e0041}",
        "000a, \\n",
        "000d, \\r",
        "0009, \\t"
    })
    void charactersThatHideOrReorderAreShownAsEscapes(String codePoint, String shown) {
        String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";

        assertThat(VisibleText.of(text)).isEqualTo("a" + shown + "b");
        assertThat(VisibleText.isPlain(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Zürich – 東京 ✓", "🔥 emoji", "a\\b", "\ufffd"})
    void textThatAPersonCanReadStaysAsItIs(String text) {
        assertThat(VisibleText.of(text)).isSameAs(text);
        assertThat(VisibleText.lines(text)).isEqualTo(text);
        assertThat(VisibleText.isPlain(text)).isTrue();
    }

    // fault 48
    @Test
    void aNewlineCannotForgeASecondRowOnOneLine() {
        assertThat(VisibleText.of("ok\nroot 1 /sbin/init")).isEqualTo("ok\\nroot 1 /sbin/init");
    }

    @Test
    void linesKeepTheirBreaksAndTabsAndNothingElse() {
        assertThat(VisibleText.lines("a\tb\r\nc\rd\u001b[2J\n"))
                .isEqualTo("a\tb\nc\\rd\\u{1b}[2J\n");
    }

    @Test
    void aCutTextSaysSoAndNeverSplitsACharacter() {
        assertThat(VisibleText.capped("🔥🔥🔥", 2)).isEqualTo("🔥🔥…");
        assertThat(VisibleText.capped("🔥🔥", 2)).isEqualTo("🔥🔥");
        assertThat(VisibleText.capped("a\u202eb", 2)).isEqualTo("a\\u{202e}…");
        assertThat(VisibleText.cappedLines("a\nb\nc", 3)).isEqualTo("a\nb…");
        assertThatThrownBy(() -> VisibleText.capped("x", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
