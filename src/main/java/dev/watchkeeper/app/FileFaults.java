package dev.watchkeeper.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// What is wrong with a file, in words; the messages of these exceptions are often a bare path.
final class FileFaults {
    private FileFaults() {}

    static String words(IOException fault) {
        return switch (fault) {
            case AccessDeniedException e -> e.getFile() + ": permission denied";
            case NoSuchFileException e -> e.getFile() + ": no such file or folder";
            case FileAlreadyExistsException e -> e.getFile() + ": is in the way";
            case FileSystemException e when e.getReason() != null ->
                    e.getFile() + ": " + e.getReason();
            default -> Optional.ofNullable(fault.getMessage()).orElseGet(fault::toString);
        };
    }
}
