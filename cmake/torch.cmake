# SPDX-License-Identifier: GPL-3.0-or-later
# atlaskv::torch: the distribution's LibTorch by default; set ATLASKV_TORCH_ROOT to the `torch` folder of a wheel for CUDA.
set(ATLASKV_TORCH_ROOT "" CACHE PATH "Folder of a PyPI torch installation (holds include/ and lib/)")
add_library(atlaskv_torch INTERFACE)
add_library(atlaskv::torch ALIAS atlaskv_torch)
if(ATLASKV_TORCH_ROOT)
  target_include_directories(atlaskv_torch SYSTEM INTERFACE
    ${ATLASKV_TORCH_ROOT}/include ${ATLASKV_TORCH_ROOT}/include/torch/csrc/api/include)
  target_link_directories(atlaskv_torch INTERFACE ${ATLASKV_TORCH_ROOT}/lib)
  target_link_options(atlaskv_torch INTERFACE -Wl,-rpath,${ATLASKV_TORCH_ROOT}/lib)
else()
  find_path(ATLASKV_ATEN_DIR ATen/ATen.h REQUIRED)
  target_include_directories(atlaskv_torch SYSTEM INTERFACE ${ATLASKV_ATEN_DIR} ${ATLASKV_ATEN_DIR}/torch/csrc/api/include)
endif()
target_link_libraries(atlaskv_torch INTERFACE torch torch_cpu c10)
