// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace akv {

/// What a question asks for. Only OneFact is what a model of this project is trained to answer: one triple gives the
/// whole answer.
enum class QuestionScope { OneFact, Counting, Listing, Comparing, MultiHop };

/// Told by the words alone (English question forms), so it can be wrong: "the number of inhabitants" may be a fact. Who
/// finds the question's key in the graph should believe that instead.
QuestionScope questionScope(std::string_view question);

} // namespace akv
