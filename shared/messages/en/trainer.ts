/** Texts of trainer: why a trial ended as it did, and why a backend can't be had. */
export const trainer = {
  'reason.diverged.devNotFinite': 'The dev loss was no longer a finite number at step {step}.',
  'reason.failed.data': 'The prepared data {file} can’t be read: {detail}. Open the data set again to prepare it anew.',
  'reason.failed.dataChanged':
    'The prepared data {file} is no longer what this stage was begun with: the file was damaged or replaced since. Nothing was trained on it. Go on or try again: it is then prepared anew from its source.',
  'reason.failed.emptyPart':
    'The {part} part of the data in {file} has no rows. A trial needs rows to train on and rows to be evaluated on.',
  'reason.failed.memory':
    'The memory was not enough for this network: {detail}. Use smaller layers or a smaller batch, or run fewer trials side by side.',
  'reason.failed.tooManyParameters':
    'With {inputs} inputs a row the network has {parameters} parameters; a trainer holds at most {most}. Use smaller layers.',
  'reason.failed.batchTooLarge':
    'A batch of {batchSize} rows is too large for this data, whose rows have {inputs} inputs each. Use a batch size of {most} or less.',
  'reason.failed.training':
    'Training broke off with an error: {detail}. The trial’s log holds what was done until then.',
  'reason.failed.checkpoint':
    'The state that the trial was to go on from can’t be used: {detail}. Run it again; it then starts from the beginning.',
  'reason.failed.deviceLost':
    'The graphics card was lost in the middle of the trial: {detail}. Its driver may have been reset or updated. Run the trial again, or choose another backend.',
  'reason.backend.broken': 'The backend {backend} can’t be started here: {detail}. Choose another backend.',
  'reason.backend.webgpu.noAdapter':
    'No graphics card with a driver was found. WebGPU needs one for Vulkan on Linux, Direct3D 12 on Windows or Metal on macOS.',
  'reason.backend.webgpu.noPackage':
    'WebGPU needs the package webgpu here, which can’t be loaded: {detail}. Run “npm ci” with optional packages; there are builds for Linux, macOS and Windows on x64 and arm64.',
  'reason.backend.webgpu.notInPage':
    'This window has no WebGPU: its graphics driver is missing or on the browser’s list of faulty ones.',
  'reason.backend.cuda.notInstalled':
    'Not installed. For an NVIDIA card with CUDA 11.2 and cuDNN 8.1, on Linux or Windows, “npm run install-cuda” fetches it.',
  'reason.backend.cuda.broken':
    'TensorFlow is installed but can’t be loaded: {detail}. “npm run install-cuda” installs it anew.',
  'reason.backend.cuda.noCard':
    'TensorFlow is installed and found no NVIDIA card that it can use. It needs the card’s driver, CUDA 11.2 and cuDNN 8.1.',
  'reason.backend.cuda.notInPage':
    'Only in the terminal and on the server, not in this window: start Descent by “npm run serve” to train with CUDA.',
} as const;
