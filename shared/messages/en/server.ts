/** Texts of the server, the desktop's shell and the start. */
export const server = {
  'server.refused.host':
    'Descent only answers to the names of this machine (127.0.0.1 or localhost). Open it under one of them.',
  'server.refused.origin': 'Descent does not answer to the pages of other sites.',
  'server.refused.method': 'Descent serves this address for reading only.',
  'server.refused.path': 'There is nothing at this address. Open the start page instead.',
  'server.refused.session':
    'This page is not let in to Descent, or its session ended with an earlier start. Open the address that “npm run serve” prints.',
  'server.help': `Usage: npm start -- --browser [--home DIR] [--port N] [--allow DIR] [--no-open] [--json]

Serves Descent for a browser on this machine.

  --home DIR   the folder that holds everything Descent keeps
  --port N     the port on 127.0.0.1; 0 for any free one (default: {port}, or any free one)
  --allow DIR  a folder that the page may look into for data, beside your own folder, the folder where
               this is started and those of your projects; may be given more than once. A command that is
               typed on the page runs with your rights, and reads what you may
  --no-open    print the address only, don't open the browser
  --json       print the start as one line of JSON
  --help       show this`,
  'server.flag.invalid': 'That command line was not understood: {detail}. See --help.',
  'server.port.invalid': 'The port must be a whole number from 0 to 65535, but it is “{port}”.',
  'server.port.refused': 'Port {port} can’t be used ({detail}). Choose another one with --port, or leave --port out.',
  'server.ready': 'Descent is ready at {address}',
  'server.ready.hint':
    'The address works once, in one tab of one browser; “Open in another browser…” on the page, or starting Descent a second time, makes further ones. Ctrl-C ends Descent.',
  'server.running': 'Descent is running on this home already. This address lets another browser in: {address}',
  'server.running.hint': 'It works once, within ten minutes.',
  'server.stopping': 'Stopping; what was done is kept …',
  'start.building': 'Building the page …',
  'start.build.failed': 'The page could not be built (exit code {code}); the lines above say why.',
  'start.fetching': 'Fetching the desktop’s runtime (about 110 MB, once) …',
  'start.fetched': '  {percent} %',
  'start.desktop.cannot': 'The desktop can’t be opened: {why}. Descent is served to the browser instead.',
  'start.noDisplay': 'there is no display',
  'start.noRuntime': 'its runtime can’t be fetched ({detail})',
  'desktop.home.missing':
    'Descent was started with --home, but no folder is named after it. Start it as: --home FOLDER',
  'desktop.quit': 'Trials are running. Quit all the same?',
  'desktop.quit.detail':
    'They will be interrupted. What they did is kept, and after the next start they go on from there with one click.',
  'desktop.quit.cancel': 'Keep running',
  'desktop.page.failing': 'Descent’s window has failed several times in a row.',
  'desktop.page.failing.detail': 'Trials run apart from it and go on. Nothing that was done is lost.',
  'desktop.page.hung': 'Descent’s window does not answer.',
  'desktop.page.hung.detail': 'Trials run apart from it and go on. Wait, or load the window anew.',
  'desktop.page.reload': 'Load it anew',
  'desktop.page.wait': 'Wait',
  'menu.file': 'File',
  'menu.edit': 'Edit',
  'menu.view': 'View',
  'menu.window': 'Window',
  'menu.about': 'About Descent',
  'menu.close': 'Close',
  'menu.copy': 'Copy',
  'menu.cut': 'Cut',
  'menu.minimize': 'Minimize',
  'menu.paste': 'Paste',
  'menu.quit': 'Quit',
  'menu.redo': 'Redo',
  'menu.reload': 'Reload',
  'menu.resetZoom': 'Actual size',
  'menu.selectAll': 'Select all',
  'menu.fullscreen': 'Full screen',
  'menu.undo': 'Undo',
  'menu.zoomIn': 'Zoom in',
  'menu.zoomOut': 'Zoom out',
  'cuda.about':
    'Installing {name}, TensorFlow’s CUDA backend: first the package from npm (a few MB), then libtensorflow 2.9 from storage.googleapis.com (about 350 MB to fetch, 1 GB on disk). To run on the GPU it needs an NVIDIA driver, CUDA 11.2 and cuDNN 8.1. Both steps need the network; a later “npm ci” removes it again.',
  'cuda.platform': 'TensorFlow’s CUDA backend exists for Linux and Windows on x64 only; this is {platform} on {arch}.',
  'cuda.noPackage':
    'The package could not be installed; npm’s lines above say why. Nothing was changed. Is the registry reachable?',
  'cuda.noLibrary':
    'libtensorflow could not be fetched or loaded; the lines above say why. Is storage.googleapis.com reachable? Descent runs without it as before; run this command again to repeat the attempt.',
  'cuda.done': 'Installed. “npm run -s cli -- doctor” shows the CUDA backend from now on.',
} as const;
