// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/base/file.h"
#include "core/corpus/training_words.h"
#include "core/device/guard_torch.h"
#include "core/train/answer_fit_torch.h"
#include "core/train/batch_queue.h"
#include "core/train/checkpoint_torch.h"
#include "core/train/grow_torch.h"
#include "core/train/network_torch.h"
#include "core/train/start_torch.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <limits>
#include <malloc.h>
#include <numbers>

namespace akv {

namespace {

constexpr double kGateRate = 0.05; ///< AdamW: three numbers that have to move by several units

/// Tensors of a step are freed and wanted again at once: handing their pages back to the system and clearing them anew
/// costs a fifth of the time.
void keepFreedMemory() {
#ifdef __GLIBC__
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

class Run {
public:
    Run(const TrainConfig& config, const JobContext& context) : m_config(config), m_context(context) {}

    Result<TrainReport> execute(bool resume, const std::function<void(const TrainCurve&)>& onCurve);

private:
    Result<void> prepare(bool resume);
    Result<void> makeWeights();
    void addCopyGate();
    std::vector<Parameter> trainable();
    Result<TrainCurve> trainStep(int step);
    void validate(TrainCurve& curve) const;
    Result<void> writeCurve(const TrainCurve& curve);
    void fitGate();
    Result<void> exportModel();
    Result<void> chooseDevice();
    double secondsSoFar() const;
    /// Share of the run that is done: by steps, or by the time it may take.
    double done(int step) const;
    double schedule(int step) const;
    Batch makeBatch(std::uint64_t index) const;
    std::string fingerprint() const;

    TrainConfig m_config;
    const JobContext& m_context;
    at::Device m_device = at::kCPU;
    TrainingFolder m_folder;
    std::shared_ptr<const SentencePiece> m_pieces;
    ModelWeights m_weights;
    std::unique_ptr<BatchMaker> m_batches;
    std::unique_ptr<KnowledgeTable> m_table;
    std::unique_ptr<BatchQueue> m_queue;
    std::unique_ptr<Optimizer> m_optimizer;
    std::unique_ptr<TrainingNetwork> m_network;
    int m_firstStep = 0;
    TrainingNetwork::Tokens m_tokenIds;
    std::chrono::steady_clock::time_point m_begin;
    double m_tokens = 0.0;
};

std::string Run::fingerprint() const {
    const auto& m = m_weights.config;
    return std::string(m_config.target == TrainTarget::Adapter ? "adapter" : "lm") + " " + std::to_string(m.layers) +
           "x" + std::to_string(m.hidden) + " heads " + std::to_string(m.heads) + "x" + std::to_string(m.headDim) +
           " vocab " + std::to_string(m.vocabulary) + " seed " + std::to_string(m_config.seed) + " batch " +
           std::to_string(m_config.batch);
}

Result<void> Run::makeWeights() {
    if (!m_config.base.empty()) {
        AKV_ASSIGN(m_weights, loadModelWeights(m_config.base));
        if (!m_weights.knowledge)
            return Error(ErrorCode::InvalidInput, "'" + m_config.base.string() + "' has no kb_config_explicit.json");
        AKV_CHECK(grow(m_weights, m_config.grow, m_config.seed));
        m_config.model = m_weights.config;
        m_config.knowledge = *m_weights.knowledge;
        addCopyGate();
        if (m_weights.config.vocabulary != m_pieces->size())
            return Error(ErrorCode::InvalidInput, "the model has " + std::to_string(m_weights.config.vocabulary) +
                                                      " tokens, the tokenizer of the training folder " +
                                                      std::to_string(m_pieces->size()));
        return {};
    }
    m_config.model.vocabulary = m_pieces->size();
    m_config.knowledge.encoder = m_folder.encoder;
    m_config.knowledge.encoderWidth = std::int64_t(m_folder.width);
    m_weights = randomStart(m_config, m_config.seed);
    if (m_config.closedFormStart) {
        m_context.progress("closed-form start", 0, 1);
        AKV_ASSIGN(const auto report, closedFormStart(m_weights, m_folder, m_config.seed));
        std::ofstream(m_config.out / "start.txt")
            << "questions " << report.questions << "\ncosine " << report.cosine << "\nacc1_at_1000 " << report.acc1
            << "\nenergy_kept " << report.explained << "\n";
    }
    addCopyGate();
    return {};
}

void Run::addCopyGate() {
    if (m_config.copyWeight <= 0 || m_weights.adapter.copyWeight.defined()) return;
    m_weights.adapter.copyWeight = at::zeros({m_weights.config.hidden});
    m_weights.adapter.copyBias = at::full({1}, -2.0);
    m_weights.adapter.copyState = at::zeros({2});
}

std::vector<Parameter> Run::trainable() {
    NamedTensors all = adapterTensors(*m_weights.knowledge, m_weights.decoder, m_weights.adapter);
    if (m_config.target == TrainTarget::LanguageModel) {
        const auto decoder = decoderTensors(m_weights.config, m_weights.decoder);
        all.insert(all.end(), decoder.begin(), decoder.end());
    }
    std::vector<Parameter> out;
    for (auto& [name, tensor] : all) {
        const auto has = [&](const char* part) { return name.find(part) != std::string::npos; };
        const bool tokens = has("embed") || has("lm_head"), matrix = tensor.dim() == 2 && !tokens;
        const double rate = has("copy_gate.state") || has("copy_gate.bias") ? kGateRate
                            : tokens                                        ? m_config.embeddingLearningRate
                            : !matrix                                       ? m_config.learningRate
                            : has("q_proj_kg") || has("key_pro")            ? m_config.queryLearningRate
                                                                            : m_config.matrixLearningRate;
        out.push_back({name, tensor, matrix, matrix ? m_config.weightDecay : 0.0, rate});
    }
    return out;
}

Result<void> Run::chooseDevice() {
    if (m_config.device != "cpu" && m_config.device != "cuda")
        return Error(ErrorCode::InvalidInput, "device '" + m_config.device + "' is not known: cpu or cuda");
    if (m_config.device == "cuda" && !at::hasCUDA())
        return Error(ErrorCode::Unsupported, "this build or machine has no CUDA device; set \"device\": \"cpu\"");
    m_device = at::Device(m_config.device);
    return {};
}

Result<void> Run::prepare(bool resume) {
    AKV_CHECK(chooseDevice());
    at::set_num_threads(m_config.threads);
    keepFreedMemory();
    // Without knowledge in the pass nothing of the adapter has a gradient.
    if (m_config.target == TrainTarget::Adapter) m_config.textShare = m_config.contextShare = 0.0;
    std::error_code ignored;
    std::filesystem::create_directories(m_config.out, ignored);
    AKV_ASSIGN(m_folder, TrainingFolder::load(m_config.data));
    if (!m_folder.embedded())
        return Error(ErrorCode::InvalidInput,
                     "the training folder '" + m_config.data.string() + "' has no embeddings; run atlaskv train embed");
    for (const auto& [name, weight] : m_config.sourceWeights) {
        const auto found = std::find(m_folder.sources.begin(), m_folder.sources.end(), name);
        if (found == m_folder.sources.end())
            return Error(ErrorCode::InvalidInput,
                         "source_weights names '" + name + "', which the training folder does not hold");
        m_folder.sourceWeight[std::size_t(found - m_folder.sources.begin())] = weight;
    }
    AKV_ASSIGN(m_pieces, SentencePiece::open(m_config.data / "tokenizer.model"));
    AKV_CHECK(makeWeights());
    AKV_ASSIGN(const auto chat, chatTokens(*m_pieces));
    const auto refusal = m_pieces->encode(m_config.knowledge.refusal);
    if (refusal.empty()) return Error(ErrorCode::InvalidInput, "the configuration names no refusal sentence");
    m_tokenIds = {refusal.front()};
    const auto rows = std::size_t(std::count_if(m_folder.rows.begin(), m_folder.rows.end(),
                                                [](const auto& r) { return r.split == RowSplit::Train; }));
    if (rows < 2 * std::size_t(m_config.batch))
        return Error(ErrorCode::InvalidInput, "the training folder has " + std::to_string(rows) +
                                                  " training rows; a batch of " + std::to_string(m_config.batch) +
                                                  " needs at least twice as many");
    m_batches = std::make_unique<BatchMaker>(m_folder, chat, refusal, m_config);
    m_table = std::make_unique<KnowledgeTable>(m_folder, m_batches->clusterMeans(), m_device);
    moveTo(m_weights, m_device);
    m_optimizer = std::make_unique<Optimizer>(trainable());
    m_network = std::make_unique<TrainingNetwork>(m_weights, *m_table, m_config);
    if (resume) {
        AKV_ASSIGN(const auto step, loadCheckpoint(m_config.out, *m_optimizer, fingerprint()));
        m_firstStep = step.value_or(0);
    }
    m_queue =
        std::make_unique<BatchQueue>([this](std::uint64_t index) { return makeBatch(index); },
                                     std::uint64_t(m_firstStep) * std::uint64_t(m_config.accumulation), m_config.ahead);
    if (m_firstStep == 0)
        std::ofstream(m_config.out / "curves.csv")
            << "step,seconds,loss,language_loss,grounding_loss,gradient_norm,tokens_per_s,"
               "val_loss,val_grounding,val_exact,val_refused,val_false_refusals,val_lambda_kg,copy_loss,"
               "val_facts_exact,val_facts_refused,val_mass_grounding\n";
    return {};
}

double Run::secondsSoFar() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
}

double Run::done(int step) const {
    const double bySteps = double(step - m_config.warmup) / std::max(1, m_config.steps - m_config.warmup);
    return m_config.seconds > 0 ? std::min(1.0, std::max(bySteps, secondsSoFar() / m_config.seconds)) : bySteps;
}

double Run::schedule(int step) const {
    if (step < m_config.warmup) return double(step + 1) / m_config.warmup;
    return m_config.finalShare + (1 - m_config.finalShare) * 0.5 * (1 + std::cos(std::numbers::pi * done(step)));
}

Batch Run::makeBatch(std::uint64_t index) const {
    const auto micro = std::uint64_t(m_config.accumulation), step = index / micro;
    const double grown = std::min(1.0, 2.0 * double(step) / m_config.steps);
    const int knowledge = int(m_config.knowledgeStart + grown * (m_config.knowledgeEnd - m_config.knowledgeStart));
    return m_batches->train(step, int(index % micro), m_config.batch / m_config.accumulation, knowledge);
}

Result<TrainCurve> Run::trainStep(int step) {
    TrainCurve curve;
    curve.step = step + 1;
    const int micro = m_config.accumulation;
    std::array<at::Tensor, 4> sums; // read once a step: asking a device for a number means waiting for it
    const auto add = [](at::Tensor& to, const at::Tensor& part) {
        if (part.defined()) to = to.defined() ? to + part : part;
    };
    for (int i = 0; i < micro; ++i) {
        const Batch batch = m_queue->next();
        const auto result = m_network->forward(batch, m_tokenIds, false);
        if (!result.loss.defined()) continue;
        (result.loss / double(micro)).backward();
        add(sums[0], result.loss.detach());
        add(sums[1], result.languageLoss);
        add(sums[2], result.groundingLoss);
        add(sums[3], result.copyLoss);
        m_tokens += double(batch.examples * batch.length);
    }
    curve.gradientNorm = m_optimizer->step({}, schedule(step));
    curve.loss = valueOf(sums[0]) / micro;
    curve.languageLoss = valueOf(sums[1]) / micro;
    curve.groundingLoss = valueOf(sums[2]) / micro;
    curve.copyLoss = valueOf(sums[3]) / micro;
    if (!std::isfinite(curve.loss) || !std::isfinite(curve.gradientNorm))
        return Error(ErrorCode::Internal, "the loss is not a number at step " + std::to_string(step + 1) +
                                              "; the last checkpoint was kept, lower the learning rate and resume");
    curve.seconds = secondsSoFar();
    curve.tokensPerSecond = m_tokens / std::max(1e-9, curve.seconds);
    return curve;
}

void Run::validate(TrainCurve& curve) const {
    const at::NoGradGuard noGrad;
    ForwardResult sum, facts;
    double language = 0.0;
    constexpr int kBatches = 4;
    for (int i = 0; i < kBatches; ++i) {
        const auto prompts = m_batches->validate(std::uint64_t(i + kBatches), 24, 0, BatchMaker::Source::Facts);
        const auto f = m_network->forward(prompts, m_tokenIds, true);
        facts.exact += f.exact;
        facts.answerable += f.answerable;
        facts.refused += f.refused;
        facts.refusable += f.refusable;
        const auto r = m_network->forward(m_batches->validate(std::uint64_t(i), 64, 1000), m_tokenIds, true);
        language += valueOf(r.languageLoss) / kBatches;
        sum.lambdaKg += r.lambdaKg / kBatches;
        sum.groundingHits += r.groundingHits;
        sum.groundingMassHits += r.groundingMassHits;
        sum.groundingCount += r.groundingCount;
        sum.exact += r.exact;
        sum.answerable += r.answerable;
        sum.refused += r.refused;
        sum.refusable += r.refusable;
        sum.falseRefusals += r.falseRefusals;
    }
    curve.validated = true;
    curve.validationLoss = language;
    curve.validationLambda = sum.lambdaKg;
    curve.validationGrounding = sum.groundingHits / std::max(1.0, sum.groundingCount);
    curve.validationMassGrounding = sum.groundingMassHits / std::max(1.0, sum.groundingCount);
    curve.validationExact = sum.exact / std::max(1.0, sum.answerable);
    curve.validationRefused = sum.refused / std::max(1.0, sum.refusable);
    curve.validationFalseRefusals = sum.falseRefusals / std::max(1.0, sum.answerable);
    curve.validationFactsExact = facts.exact / std::max(1.0, facts.answerable);
    curve.validationFactsRefused = facts.refused / std::max(1.0, facts.refusable);
}

Result<void> Run::writeCurve(const TrainCurve& c) {
    std::ofstream file(m_config.out / "curves.csv", std::ios::app);
    file << c.step << ',' << c.seconds << ',' << c.loss << ',' << c.languageLoss << ',' << c.groundingLoss << ','
         << c.gradientNorm << ',' << c.tokensPerSecond << ',';
    if (c.validated)
        file << c.validationLoss << ',' << c.validationGrounding << ',' << c.validationExact << ','
             << c.validationRefused << ',' << c.validationFalseRefusals << ',' << c.validationLambda;
    else
        file << ",,,,,";
    file << ',' << c.copyLoss << ',';
    if (c.validated)
        file << c.validationFactsExact << ',' << c.validationFactsRefused << ',' << c.validationMassGrounding;
    else
        file << ",,";
    file << '\n';
    if (!file.flush())
        return Error(ErrorCode::InvalidInput, "cannot write '" + (m_config.out / "curves.csv").string() + "'");
    return {};
}

void Run::fitGate() {
    if (m_config.copyWeight <= 0 || m_batches->validationRows() == 0) return;
    const auto fit = fitAnswerGateOn(*m_batches, *m_network, m_tokenIds, *m_pieces);
    m_weights.adapter.answerGate = at::tensor(std::vector<float>(fit.gate.begin(), fit.gate.end()));
    std::ofstream(m_config.out / "answer_gate.txt") << "questions " << fit.questions << "\nrefused " << fit.refused
                                                    << "\nfalse_refusals " << fit.falseRefusals << "\n";
}

Result<void> Run::exportModel() {
    const auto folder = m_config.out / "model";
    AKV_CHECK(saveModelWeights(m_weights, folder, at::kHalf));
    AKV_ASSIGN(const auto tokenizer, readFile(m_config.data / "tokenizer.model"));
    AKV_CHECK(writeFileAtomically(folder / "tokenizer.model", tokenizer));
    for (const char* list : kTrainingLists) {
        if (!std::filesystem::exists(m_config.data / list)) continue;
        AKV_ASSIGN(const auto content, readFile(m_config.data / list));
        AKV_CHECK(writeFileAtomically(folder / list, content));
    }
    return {};
}

Result<TrainReport> Run::execute(bool resume, const std::function<void(const TrainCurve&)>& onCurve) {
    AKV_CHECK(prepare(resume));
    m_begin = std::chrono::steady_clock::now();
    TrainReport report;
    report.resumed = m_firstStep > 0;
    if (m_config.steps > 0 && m_firstStep == 0 && m_batches->validationRows() > 0) {
        TrainCurve start;
        validate(start);
        AKV_CHECK(writeCurve(start));
        if (onCurve) onCurve(start);
    }
    for (int step = m_firstStep; step < m_config.steps; ++step) {
        const bool last = step + 1 == m_config.steps || (m_config.seconds > 0 && secondsSoFar() >= m_config.seconds);
        if (m_context.cancel.cancelled()) {
            AKV_CHECK(saveCheckpoint(m_config.out, *m_optimizer, step, fingerprint()));
            return m_context.checkCancelled().error();
        }
        AKV_ASSIGN(auto curve, trainStep(step));
        if (m_batches->validationRows() > 0 && ((step + 1) % m_config.validateEvery == 0 || last)) validate(curve);
        AKV_CHECK(writeCurve(curve));
        if ((step + 1) % m_config.checkpointEvery == 0 || last) {
            AKV_CHECK(saveCheckpoint(m_config.out, *m_optimizer, step + 1, fingerprint()));
            AKV_CHECK(exportModel());
        }
        m_context.progress("training", std::uint64_t(step + 1), std::uint64_t(m_config.steps));
        if (onCurve) onCurve(curve);
        report.last = curve;
        report.steps = step + 1;
        if (last) break;
    }
    fitGate();
    AKV_CHECK(exportModel());
    return report;
}

} // namespace

Result<TrainReport> train(const TrainConfig& config, bool resume, const JobContext& context,
                          const std::function<void(const TrainCurve&)>& onCurve) {
    return guarded("training", [&] { return Run(config, context).execute(resume, onCurve); });
}

} // namespace akv
