// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint_torch.h"

#include "core/base/safetensors.h"
#include "core/base/safetensors_writer.h"

#include <ATen/core/grad_mode.h>

namespace akv {

namespace {

constexpr char kFile[] = "checkpoint.safetensors";

template <class Visit>
void eachTensor(Optimizer& optimizer, Visit&& visit) {
    for (auto& p : optimizer.parameters()) {
        visit(p.name, p.tensor);
        visit(p.name + ".moment1", p.first);
        if (!p.muon) visit(p.name + ".moment2", p.second);
    }
}

} // namespace

Result<void> saveCheckpoint(const std::filesystem::path& folder, Optimizer& optimizer, int step,
                            const std::string& fingerprint) {
    SafetensorsWriter writer;
    writer.metadata("step", std::to_string(step));
    writer.metadata("optimizer_steps", std::to_string(optimizer.steps()));
    writer.metadata("config", fingerprint);
    std::vector<at::Tensor> alive;
    eachTensor(optimizer, [&](const std::string& name, const at::Tensor& t) {
        alive.push_back(t.detach().to(at::kCPU).contiguous());
        writer.add(name, "F32", t.sizes().vec(), alive.back().data_ptr(), t.nbytes());
    });
    return writer.write(folder / kFile);
}

Result<std::optional<int>> loadCheckpoint(const std::filesystem::path& folder, Optimizer& optimizer,
                                          const std::string& fingerprint) {
    const auto path = folder / kFile;
    if (!std::filesystem::exists(path)) return std::optional<int>();
    AKV_ASSIGN(const auto file, SafetensorsFile::open(path));
    const auto& metadata = file->metadata();
    if (!metadata.contains("step") || !metadata.contains("optimizer_steps") || !metadata.contains("config"))
        return Error(ErrorCode::FileFormat, "'" + path.string() + "' is not a training checkpoint");
    if (metadata.at("config") != fingerprint)
        return Error(ErrorCode::InvalidInput, "'" + path.string() + "' was made with another configuration (" +
                                                  metadata.at("config") + ", now " + fingerprint +
                                                  "); choose another output folder or remove the checkpoint");
    const at::NoGradGuard noGrad;
    std::optional<Error> failure;
    eachTensor(optimizer, [&](const std::string& name, at::Tensor& t) {
        if (failure) return;
        auto values = file->requireFloats(name, t.sizes().vec());
        if (!values.ok()) {
            failure = std::move(values).error();
            return;
        }
        t.copy_(at::from_blob(values->data(), t.sizes(), at::kFloat));
    });
    if (failure) return *failure;
    optimizer.setSteps(std::stoll(metadata.at("optimizer_steps")));
    return std::optional<int>(std::stoi(metadata.at("step")));
}

} // namespace akv
