// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/records.h"

namespace akv {

/// Receives what every KB layer chose, on the thread that runs the model. A null pointer in place of a sink costs
/// nothing: no record is even assembled.
class AttentionSink {
public:
    virtual ~AttentionSink() = default;
    virtual void onLayer(LayerRecord record) = 0;
    virtual void onToken(TokenRecord record) = 0;
    /// Asked before each layer of each call; false: its record is not assembled.
    virtual bool wantsLayer(int step, int layer) const {
        (void)step, (void)layer;
        return true;
    }
    /// Whether records hold value norms: a product with every kept value.
    virtual bool wantsValueNorms() const { return true; }
    /// Asked before each layer of each call; true: onProbe() is told of its inside.
    virtual bool wantsProbe(int step, int layer) const {
        (void)step, (void)layer;
        return false;
    }
    virtual void onProbe(LayerProbe probe) { (void)probe; }
};

} // namespace akv
