// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/engine/answer.h"

namespace akv::cli {

/// The fields of `ask --json`: a contract, add but never rename.
Json toJson(const Answer& answer);

/// Answer, evidence and kept / available keys for people.
void print(Output& out, const Answer& answer, std::size_t evidence = 5);

} // namespace akv::cli
