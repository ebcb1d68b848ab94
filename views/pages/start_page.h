// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace akv::ui {

/// Facts about this machine and this program, as lines "name, value".
using FactList = QList<std::pair<QString, QString>>;

/// The sample one click away, own files, recent graphs, and what this machine offers. Files may be dropped anywhere on
/// it.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    /// `reason` empty: the sample can be opened; else why it cannot.
    void setSample(const QString& description, const QString& reason);
    void setRecent(const QStringList& folders);
    void setSystem(const FactList& facts);
    void setModel(const FactList& facts);
    /// A line of progress or the error of the last attempt; empty clears.
    void setStatus(const QString& text, bool error);
    QPushButton* sampleButton() const { return m_sample; }

Q_SIGNALS:
    void sampleRequested();
    void openRequested();
    void importRequested();
    void recentChosen(const QString& folder);
    /// A recent graph or trace is no longer there: look for it elsewhere, or forget it.
    void locateRequested(const QString& folder);
    void removeRequested(const QString& folder);
    void filesDropped(const QStringList& paths);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class FactTable;
    QPushButton* m_sample;
    QLabel *m_sampleText, *m_status;
    QVBoxLayout* m_recent;
    class QGridLayout *m_system, *m_model;
};

} // namespace akv::ui
