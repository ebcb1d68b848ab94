// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace akv {

/// Schema of kg.sqlite, version 1 (PRAGMA user_version). AUTOINCREMENT: ids are never reused. `triple_text` holds no
/// copy of the texts (contentless): deletes must pass the old values.
constexpr int kStoreVersion = 1;
constexpr const char* kStoreSchema = R"sql(
CREATE TABLE entities(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, type INTEGER NOT NULL DEFAULT 0,
                      degree INTEGER NOT NULL DEFAULT 0);
CREATE TABLE relations(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE passages(id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE triples(id INTEGER PRIMARY KEY AUTOINCREMENT, head INTEGER NOT NULL, relation INTEGER NOT NULL,
                     tail INTEGER NOT NULL, passage INTEGER, UNIQUE(head, relation, tail));
CREATE INDEX triples_by_tail ON triples(tail);
CREATE INDEX triples_by_relation ON triples(relation);
CREATE INDEX entities_by_degree ON entities(degree DESC);
CREATE TABLE concepts(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE entity_concepts(entity INTEGER NOT NULL, concept INTEGER NOT NULL, PRIMARY KEY(entity, concept)) WITHOUT ROWID;
CREATE TABLE mentions(entity INTEGER NOT NULL, passage INTEGER NOT NULL, PRIMARY KEY(entity, passage)) WITHOUT ROWID;
CREATE VIRTUAL TABLE entity_text USING fts5(name, content='entities', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE triple_text USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE passage_text USING fts5(text, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
PRAGMA user_version = 1;
)sql";

} // namespace akv
