// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/number_file.h"

#include "views/models/text.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <charconv>

namespace akv::ui {

namespace {

constexpr int kVersion = 1;
const QLatin1String kFormat("atlaskv-numbers");
const QByteArray kCsvStart("# atlaskv-numbers ");
const QByteArray kTableStart("# table ");

template <class Number>
QString shortest(Number value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return QString::fromLatin1(digits, end - digits);
}

QString csvCell(const QString& text) {
    static const QString kSpecial = QStringLiteral(",\"\n\r");
    bool quote = text.startsWith(QLatin1Char('#')); // else it would look like a line about the file
    for (const QChar c : text) quote = quote || kSpecial.contains(c);
    return quote ? QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"')
                 : text;
}

QString csvLine(const QStringList& cells) {
    QStringList out;
    for (const QString& cell : cells) out << csvCell(cell);
    if (out.join(QString()).isEmpty() && out.size() == 1) out.front() = QStringLiteral("\"\""); // no empty line
    return out.join(QLatin1Char(',')) + QLatin1String("\r\n");
}

QByteArray compact(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

Error broken(const QString& file, const QString& where, const std::string& what) {
    return Error(ErrorCode::FileFormat, "'" + toStd(file) + "', " + toStd(where) + ": " + what);
}

QString lineText(int line) { return QStringLiteral("line %1").arg(line); }

/// One record after another, with the line that it begins on.
class CsvReader {
public:
    CsvReader(const QByteArray& bytes, const QString& file) : m_bytes(bytes), m_file(file) {}
    bool atEnd() const { return m_at >= m_bytes.size(); }
    int line() const { return m_line; }
    bool atComment() const { return !atEnd() && m_bytes[m_at] == '#'; }
    bool atEmptyLine() const { return !atEnd() && (m_bytes[m_at] == '\n' || m_bytes[m_at] == '\r'); }
    QByteArray comment() {
        const qsizetype end =
            std::max(m_at, m_bytes.indexOf('\n', m_at) < 0 ? m_bytes.size() : m_bytes.indexOf('\n', m_at));
        const QByteArray out = m_bytes.mid(m_at, end - m_at).trimmed();
        m_at = end + 1, ++m_line;
        return out;
    }
    Result<QStringList> record() {
        const int begin = m_line;
        QStringList cells;
        QByteArray cell;
        bool quoted = false, wasQuoted = false;
        for (; m_at < m_bytes.size(); ++m_at) {
            const char c = m_bytes[m_at];
            if (c == '\n') ++m_line;
            if (quoted) {
                if (c != '"')
                    cell += c;
                else if (m_at + 1 < m_bytes.size() && m_bytes[m_at + 1] == '"')
                    cell += m_bytes[++m_at];
                else
                    quoted = false;
            } else if (c == '"' && cell.isEmpty() && !wasQuoted) {
                quoted = wasQuoted = true;
            } else if (c == '"') {
                return broken(m_file, lineText(m_line),
                              "a quotation mark inside a cell that does not begin with one; write it twice and quote "
                              "the cell");
            } else if (c == ',' || c == '\n') {
                cells << QString::fromUtf8(cell);
                cell.clear(), wasQuoted = false;
                if (c == '\n') {
                    ++m_at;
                    return cells;
                }
            } else if (c != '\r') {
                cell += c;
            }
        }
        if (quoted)
            return broken(m_file, lineText(begin), "the file ends inside a quoted cell that begins in this row");
        cells << QString::fromUtf8(cell);
        return cells;
    }

private:
    const QByteArray& m_bytes;
    QString m_file;
    qsizetype m_at = 0;
    int m_line = 1;
};

Result<QJsonObject> objectIn(const QByteArray& comment, const QByteArray& start, const QString& file, int line) {
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(comment.mid(start.size()), &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return broken(file, lineText(line),
                      "what stands after '" + start.trimmed().toStdString() +
                          "' is not a JSON object: " + toStd(problem.errorString()));
    return object;
}

Result<void> checkVersion(int version, const QString& file) {
    if (version == kVersion) return {};
    return Error(ErrorCode::Unsupported, "'" + toStd(file) + "' has version " + std::to_string(version) +
                                             " of the numbers' format; this program reads version " +
                                             std::to_string(kVersion) + "; export it again with this program");
}

Error wrongLength(const QString& file, const QString& where, qsizetype has, qsizetype wanted) {
    return broken(file, where,
                  std::to_string(has) + " cells where the table has " + std::to_string(wanted) + " columns");
}

Error wrongCount(const QString& file, const QString& where, const QString& name, qsizetype has, qsizetype wanted) {
    return broken(file, where,
                  "the table '" + toStd(name) + "' should have " + std::to_string(wanted) + " rows and has " +
                      std::to_string(has) + "; the file was cut or changed, export it again");
}

Result<ExportTable> csvTable(CsvReader& in, const QString& file) {
    const int begin = in.line();
    AKV_ASSIGN(const QJsonObject about, objectIn(in.comment(), kTableStart, file, begin));
    ExportTable table{
        about.value(QStringLiteral("name")).toString(), {}, {}, about.value(QStringLiteral("picture")).toObject()};
    AKV_ASSIGN(table.columns, in.record());
    while (!in.atEnd() && !in.atComment() && !in.atEmptyLine()) {
        const int line = in.line();
        AKV_ASSIGN(const QStringList cells, in.record());
        if (cells.size() != table.columns.size())
            return wrongLength(file, lineText(line), cells.size(), table.columns.size());
        table.rows << cells;
        table.lines << line;
    }
    const int wanted = about.value(QStringLiteral("rows")).toInt(-1);
    if (wanted != table.rows.size()) return wrongCount(file, lineText(begin), table.name, table.rows.size(), wanted);
    return table;
}

Result<NumberFile> parseCsv(const QByteArray& bytes, const QString& file) {
    CsvReader in(bytes, file);
    const QByteArray first = in.comment();
    const qsizetype brace = first.indexOf('{');
    AKV_CHECK(checkVersion(first.mid(kCsvStart.size(), brace - kCsvStart.size()).trimmed().toInt(), file));
    AKV_ASSIGN(const QJsonObject about, objectIn(first, first.left(brace), file, 1));
    NumberFile out{about.value(QStringLiteral("title")).toString(), {}};
    while (!in.atEnd()) {
        if (in.atEmptyLine()) {
            in.comment();
            continue;
        }
        if (!in.atComment())
            return broken(file, lineText(in.line()), "a line that begins with '# table' is wanted before a table");
        AKV_ASSIGN(auto table, csvTable(in, file));
        out.tables << std::move(table);
    }
    return out;
}

Result<QStringList> textsIn(const QJsonArray& cells, const QString& file, const QString& where) {
    QStringList out;
    for (const auto& cell : cells) {
        if (!cell.isString() && !cell.isDouble())
            return broken(file, where, "cell " + std::to_string(out.size() + 1) + " is neither text nor a number");
        out << (cell.isString() ? cell.toString() : exactNumber(cell.toDouble()));
    }
    return out;
}

Result<ExportTable> jsonTable(const QJsonObject& object, const QString& file, qsizetype number) {
    const QString where = QStringLiteral("table %1").arg(number);
    ExportTable table{
        object.value(QStringLiteral("name")).toString(), {}, {}, object.value(QStringLiteral("picture")).toObject()};
    AKV_ASSIGN(table.columns, textsIn(object.value(QStringLiteral("columns")).toArray(), file, where));
    if (table.columns.isEmpty()) return broken(file, where, "it has no columns");
    const QJsonArray rows = object.value(QStringLiteral("rows")).toArray();
    for (const auto& row : rows) {
        const QString at = QStringLiteral("%1, row %2").arg(where).arg(table.rows.size() + 1);
        AKV_ASSIGN(const QStringList cells, textsIn(row.toArray(), file, at));
        if (cells.size() != table.columns.size()) return wrongLength(file, at, cells.size(), table.columns.size());
        table.rows << cells;
    }
    return table;
}

Result<NumberFile> parseJson(const QByteArray& bytes, const QString& file) {
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(bytes, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return broken(file, lineText(1 + int(bytes.left(problem.offset).count('\n'))), toStd(problem.errorString()));
    AKV_CHECK(checkVersion(object.value(QStringLiteral("format_version")).toInt(), file));
    NumberFile out{object.value(QStringLiteral("title")).toString(), {}};
    for (const auto& table : object.value(QStringLiteral("tables")).toArray()) {
        AKV_ASSIGN(auto read, jsonTable(table.toObject(), file, out.tables.size() + 1));
        out.tables << std::move(read);
    }
    return out;
}

} // namespace

QString exactNumber(double value) { return shortest(value); }
QString exactNumber(float value) { return shortest(value); }

QByteArray asCsv(const QString& title, const QList<ExportTable>& tables) {
    QByteArray out =
        kCsvStart + QByteArray::number(kVersion) + ' ' + compact({{QStringLiteral("title"), title}}) + "\r\n";
    for (const ExportTable& table : tables) {
        QJsonObject about{{QStringLiteral("name"), table.name}, {QStringLiteral("rows"), qint64(table.rows.size())}};
        if (!table.picture.isEmpty()) about.insert(QStringLiteral("picture"), table.picture);
        if (&table != &tables.front()) out += "\r\n";
        out += kTableStart + compact(about) + "\r\n" + csvLine(table.columns).toUtf8();
        for (const QStringList& row : table.rows) out += csvLine(row).toUtf8();
    }
    return out;
}

QByteArray asJson(const QString& title, const QList<ExportTable>& tables) {
    QJsonArray list;
    for (const ExportTable& table : tables) {
        QJsonArray rows;
        for (const QStringList& row : table.rows) rows.append(QJsonArray::fromStringList(row));
        QJsonObject object{{QStringLiteral("name"), table.name},
                           {QStringLiteral("columns"), QJsonArray::fromStringList(table.columns)},
                           {QStringLiteral("rows"), rows}};
        if (!table.picture.isEmpty()) object.insert(QStringLiteral("picture"), table.picture);
        list.append(object);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("format"), kFormat},
                                     {QStringLiteral("format_version"), kVersion},
                                     {QStringLiteral("title"), title},
                                     {QStringLiteral("tables"), list}})
        .toJson();
}

QByteArray asMarkdown(const QList<ExportTable>& tables) {
    const auto line = [](QStringList cells) {
        for (QString& cell : cells)
            cell.replace(QLatin1Char('|'), QLatin1String("\\|")).replace(QLatin1Char('\n'), QLatin1Char(' '));
        return QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")));
    };
    QString out;
    for (const ExportTable& table : tables) {
        out += (out.isEmpty() ? QString() : QStringLiteral("\n")) + QStringLiteral("**%1**\n\n").arg(table.name);
        out += line(table.columns) + line(QStringList(table.columns.size(), QStringLiteral("---")));
        for (const QStringList& row : table.rows) out += line(row);
    }
    return out.toUtf8();
}

bool isNumberFile(const QByteArray& beginning) {
    if (beginning.startsWith(kCsvStart)) return true;
    return beginning.trimmed().startsWith('{') &&
           beginning.left(256).contains("\"" + QByteArray(kFormat.data(), kFormat.size()) + "\"");
}

Result<NumberFile> parseNumbers(const QByteArray& bytes, const QString& file) {
    if (bytes.isEmpty()) return broken(file, lineText(1), "the file is empty");
    if (!isNumberFile(bytes.left(256)))
        return broken(
            file, lineText(1),
            "these are not numbers that File > Export wrote: such a CSV begins with '# atlaskv-numbers', such "
            "a JSON with the format \"atlaskv-numbers\"");
    AKV_ASSIGN(auto out, bytes.startsWith(kCsvStart) ? parseCsv(bytes, file) : parseJson(bytes, file));
    if (out.tables.isEmpty()) return broken(file, lineText(1), "it holds no table");
    return out;
}

Result<NumberFile> readNumbers(const QString& file) {
    QFile in(file);
    constexpr qint64 kMost = 256'000'000;
    if (!in.open(QIODevice::ReadOnly))
        return Error(ErrorCode::InvalidInput, "cannot read '" + toStd(file) + "': " + toStd(in.errorString()));
    if (in.size() > kMost)
        return Error(ErrorCode::InvalidInput, "'" + toStd(file) + "' has " + std::to_string(in.size()) +
                                                  " bytes; numbers are read up to " + std::to_string(kMost));
    return parseNumbers(in.readAll(), file);
}

} // namespace akv::ui
