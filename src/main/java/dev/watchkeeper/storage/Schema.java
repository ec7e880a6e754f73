package dev.watchkeeper.storage;

/// The tables of one kind of file.
///
/// @param location where its migrations are on the class path, such as `db/history`
/// @param version the newest version that this console knows; the migrations `V1__…` to it exist
public record Schema(String location, int version) {}
