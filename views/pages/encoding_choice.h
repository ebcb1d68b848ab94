// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QComboBox;

namespace akv::ui {

/// In which encoding a source is to be read. Hidden until a source needs it: one that is not UTF-8 and has no
/// byte-order mark.
class EncodingChoice : public QWidget {
    Q_OBJECT
public:
    explicit EncodingChoice(QWidget* parent = nullptr);
    /// The encoding that a source was read with; shows the choice when it is another than UTF-8.
    void setRead(const QString& encoding);
    QComboBox* box() const { return m_box; }

Q_SIGNALS:
    /// As for encodingName(); empty: by byte-order mark, else UTF-8.
    void chosen(const QString& encoding);

private:
    QComboBox* m_box;
};

} // namespace akv::ui
