// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/knowledge_scores_torch.h"

#include <algorithm>
#include <torch/csrc/autograd/custom_function.h>

namespace akv {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Positions whose logits stay in about 1 MB, so in a processor's cache; 1 GB on an accelerator, which wants few large
/// steps.
std::int64_t blockOf(const at::Tensor& query, std::int64_t rows) {
    const auto one = std::max<std::int64_t>(1, query.size(0) * rows);
    if (!query.device().is_cpu()) return std::max<std::int64_t>((std::int64_t(1) << 28) / one, 16);
    return std::clamp<std::int64_t>((std::int64_t(1) << 18) / one, 16, 256);
}

class Scores : public torch::autograd::Function<Scores> {
public:
    static variable_list forward(AutogradContext* context, const at::Tensor& query, const at::Tensor& keys,
                                 const at::Tensor& goldRow, std::int64_t k, bool bf16) {
        const auto narrow = bf16 ? at::kBFloat16 : at::kFloat;
        const auto q = query.to(narrow).contiguous(), keysT = keys.to(narrow).transpose(-1, -2).contiguous();
        const auto heads = q.size(0), P = q.size(1), N = keysT.size(2);
        const auto normaliser = at::empty({heads, P}, query.options()), gold = at::empty({heads, P}, query.options());
        const auto kept = at::empty({heads, P, k}, query.options());
        const auto rows = at::empty({P, k}, goldRow.options());
        const auto block = blockOf(q, N);
        for (std::int64_t p = 0; p < P; p += block) {
            const auto n = std::min(block, P - p);
            const auto z = at::matmul(q.narrow(1, p, n), keysT).to(at::kFloat); // [heads, n, N]
            const auto lse = at::logsumexp(z, at::IntArrayRef{-1});
            const auto pooled = (z - lse.unsqueeze(-1)).exp_().sum(0);
            const auto best = std::get<1>(pooled.topk(k, -1));
            normaliser.narrow(1, p, n).copy_(lse);
            rows.narrow(0, p, n).copy_(best);
            kept.narrow(1, p, n).copy_(z.gather(-1, best.unsqueeze(0).expand({heads, n, k})));
            gold.narrow(1, p, n).copy_(
                z.gather(-1, goldRow.narrow(0, p, n).view({1, n, 1}).expand({heads, n, 1})).squeeze(-1));
        }
        context->save_for_backward({q, keysT, goldRow, rows, normaliser});
        context->mark_non_differentiable({rows});
        return {normaliser, gold, kept, rows};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const auto &q = saved[0], &keysT = saved[1], &goldRow = saved[2], &rows = saved[3], &normaliser = saved[4];
        const auto heads = q.size(0), P = q.size(1), N = keysT.size(2), k = rows.size(1);
        const auto keys = keysT.transpose(-1, -2).contiguous();
        const auto queryGradient = at::empty({heads, P, q.size(2)}, normaliser.options());
        const auto keyGradient = at::zeros({heads, N, q.size(2)}, normaliser.options());
        const auto block = blockOf(q, N);
        for (std::int64_t p = 0; p < P; p += block) {
            const auto n = std::min(block, P - p);
            const auto some = q.narrow(1, p, n);
            auto g = at::matmul(some, keysT).to(at::kFloat);
            if (gradients[0].defined())
                g.sub_(normaliser.narrow(1, p, n).unsqueeze(-1))
                    .exp_()
                    .mul_(gradients[0].narrow(1, p, n).unsqueeze(-1));
            else
                g.zero_();
            if (gradients[2].defined())
                g.scatter_add_(-1, rows.narrow(0, p, n).unsqueeze(0).expand({heads, n, k}),
                               gradients[2].narrow(1, p, n).contiguous());
            if (gradients[1].defined())
                g.scatter_add_(-1, goldRow.narrow(0, p, n).view({1, n, 1}).expand({heads, n, 1}),
                               gradients[1].narrow(1, p, n).unsqueeze(-1).contiguous());
            const auto narrowG = g.to(q.scalar_type());
            queryGradient.narrow(1, p, n).copy_(at::matmul(narrowG, keys));
            keyGradient.add_(at::matmul(narrowG.transpose(-1, -2), some));
        }
        return {queryGradient, keyGradient, {}, {}, {}};
    }
};

} // namespace

KnowledgeScores scoreKnowledge(const at::Tensor& query, const at::Tensor& keys, const at::Tensor& goldRow,
                               std::int64_t k, bool bf16) {
    const auto out = Scores::apply(query, keys, goldRow, k, bf16);
    return {out[0], out[1], out[2], out[3]};
}

} // namespace akv
