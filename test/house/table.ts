/** The house as data: who may know whom. ARCHITECTURE.md says the same in words. */

/** Files any part of `main` may import: they say where things are. */
const places = ['main/entry-points.ts', 'main/node-program.ts', 'main/package-root.ts']

/** What the files directly in `main` put together: all of it but faces, and of workers only what steps there are. */
const engineParts = [
  'contract',
  'main/async',
  'main/plan',
  'main/io',
  'main/journal',
  'main/settings',
  'main/library',
  'main/intake',
  'main/run',
  'main/host.ts',
  'main/assemble-host.ts',
  'main/open-lanes.ts',
  'main/engine-client.ts',
  'main/journal-to-read.ts',
  'main/reader.ts',
  'main/recipe-reader.ts',
  'main/look-around.ts',
  'main/check-state.ts',
  'main/check-codecs.ts',
  'workers/steps/step-schemas.ts',
  ...places,
]

/**
 * What each folder may import of the others; a folder may always import from itself. The longest entry that fits a file holds.
 * Tests and what is in a `testing` folder may import anything, and nothing else may import those.
 */
export const arrows: Record<string, string[]> = {
  contract: [],
  'main/async': ['contract'],
  'main/plan': ['contract'],
  'main/io': ['contract', 'main/async', ...places],
  // A journal that is set aside is on disk under its new name before the next is begun.
  'main/journal': ['contract', 'main/async', 'main/io/flushing/flush.ts', ...places],
  // Both write documents of their own, whole or not at all.
  'main/settings': ['contract', 'main/async', 'main/io/publishing/whole-file.ts', ...places],
  'main/library': [
    'contract',
    'main/async',
    'main/io/errno.ts',
    'main/io/paths.ts',
    'main/io/publishing/place-new.ts',
    'main/io/publishing/whole-file.ts',
    ...places,
  ],
  'main/intake': ['contract', 'main/async', 'main/io', ...places],
  'main/run': [
    'contract',
    // The walk is pulled: a batch asks intake for its next files when it has room for them.
    'main/intake',
    'main/async',
    'main/plan',
    'main/io',
    'main/journal',
    'main/settings',
    'main/library',
    ...places,
  ],
  'main/host.ts': engineParts,
  'main/assemble-host.ts': engineParts,
  'main/open-lanes.ts': engineParts,
  'main/engine-client.ts': engineParts,
  'main/journal-to-read.ts': engineParts,
  'main/reader.ts': engineParts,
  'main/recipe-reader.ts': engineParts,
  'main/look-around.ts': engineParts,
  'main/check-state.ts': engineParts,
  'main/check-codecs.ts': engineParts,
  'main/entry-points.ts': [],
  'main/node-program.ts': ['main/package-root.ts'],
  'main/package-root.ts': [],
  'main/faces/attach': ['contract', 'main/async'],
  // The report is a file of our own, named and written as such.
  'main/faces/cli': [
    'contract',
    'main/async',
    'main/host.ts',
    'main/reader.ts',
    'main/recipe-reader.ts',
    'main/look-around.ts',
    'main/check-state.ts',
    'main/check-codecs.ts',
    'main/io/paths.ts',
    'main/io/errno.ts',
    'main/library/recipe-file.ts',
    'main/library/recipe-folder.ts',
    'main/io/publishing/whole-file.ts',
    'main/faces/attach',
    // `serve` puts the host and the server together.
    'main/faces/server',
    ...places,
  ],
  'main/faces/server': [
    'contract',
    'main/async',
    'main/settings',
    'main/io/paths.ts',
    'main/io/errno.ts',
    'main/io/flushing/flush.ts',
    // A name that the disk refuses is refused before its bytes are sent.
    'main/plan/portable.ts',
    'main/run/arriving',
    'main/run/answers/file-desk.ts',
    'main/run/answers/thumbnails.ts',
    'main/run/preview/preview-shelf.ts',
    'main/faces/attach',
    ...places,
  ],
  // The screens get what a browser gets, over IPC and a scheme of their own instead of sockets.
  'main/faces/desktop': [
    'contract',
    'main/async',
    'main/settings',
    'main/host.ts',
    'main/io/paths.ts',
    'main/io/places/real-paths.ts',
    'main/library/recipe-file.ts',
    'main/faces/attach',
    'main/faces/server',
    ...places,
  ],
  workers: ['contract'],
  // The notices are a text that is shown.
  renderer: ['contract', 'THIRD-PARTY-NOTICES.md?raw'],
  scripts: ['contract', 'main', 'workers'],
  test: ['contract', 'main', 'workers', 'scripts'],
  'knip.ts': ['main/entry-points.ts'],
}

interface Home {
  /** Folders, files, or beginnings of paths that end in `*`. */
  in: string[]
  because: string
}

/** Packages and parts of Node with one home each. What is not here may be imported anywhere. */
export const homes: Record<string, Home> = {
  chokidar: { in: ['main/intake/watch*'], because: 'events of a watched folder come through one place' },
  piscina: { in: ['main/run/lanes/thread-pool.ts'], because: 'the owner of the pool must listen for its errors' },
  electron: { in: ['main/faces/desktop'], because: 'the engine runs without Electron' },
  sharp: {
    in: ['workers', 'scripts/demo', 'scripts/package/icon-files.ts'],
    because: 'native code may crash or hang, and only workers may',
  },
  fastify: { in: ['main/faces/server'], because: 'only one face speaks HTTP' },
  react: { in: ['renderer'], because: 'only screens are drawn' },
  commander: { in: ['main/faces/cli'], because: 'only one face has arguments' },
  'node:child_process': {
    // A browser is not ours to end.
    in: [
      'main/run/lanes/processes.ts',
      'main/run/lanes/end-tree.ts',
      'main/faces/server/open-browser.ts',
      // A call that has ended when it returns.
      'main/io/copying/like-original.ts',
      'workers/external*',
      'scripts',
    ],
    because: 'what starts a process also ends it, and journals it in between',
  },
  'node:module': {
    in: ['scripts', 'workers/process-entry.ts'],
    because: 'everything here is an ES module; only compiled code is kept for the next process',
  },
  'node:sqlite': { in: ['main/journal'], because: 'there is one database and one thread for it' },
  'node:worker_threads': {
    in: ['main/journal', 'main/io/thread.ts', 'main/intake/watch', 'main/run/lanes', 'workers'],
    because: 'threads are owned by the journal, by lanes and by watched folders',
  },
  'node:net': { in: ['main/faces/attach', 'main/faces/server'], because: 'the engine opens no connections' },
  'node:http': { in: ['main/faces/server'], because: 'the engine opens no connections' },
}

const oneWindow = { in: ['main/faces/desktop/window/page-window.ts'], because: 'every window is made in one place' }
const never = { in: [], because: 'no page of ours needs it, and any page could use it' }

/**
 * Names of Electron's with one home each in `main`, or none: the rows of its security guide that are kept by leaving something out. What is kept by
 * doing something is tried in `test/desktop/security.test.ts`, which lists all rows.
 */
export const nameHomes: Record<string, Home> = {
  'new BrowserWindow': oneWindow,
  'new BaseWindow': never,
  'new BrowserView': never,
  'new WebContentsView': never,
  webPreferences: oneWindow,
  nodeIntegration: oneWindow,
  contextIsolation: oneWindow,
  sandbox: oneWindow,
  webSecurity: oneWindow,
  preload: oneWindow,
  nodeIntegrationInWorker: never,
  nodeIntegrationInSubFrames: never,
  allowRunningInsecureContent: never,
  experimentalFeatures: never,
  enableBlinkFeatures: never,
  webviewTag: never,
  loadFile: never,
  executeJavaScript: never,
  openExternal: { in: [], because: 'the app opens no address: what looks like one may come from a recipe or a file' },
  ipcMain: { in: ['main/faces/desktop/page-channel.ts'], because: 'who speaks is looked at in one place' },
  ipcRenderer: { in: ['main/faces/desktop/preload.ts'], because: 'pages get a bridge and nothing else of Electron' },
  loadURL: {
    in: ['main/faces/desktop/window/main-window.ts', 'main/faces/desktop/window/popover.ts'],
    because: 'windows show own pages only',
  },
}

/** The only packages that `contract` and the screens may import: both run where there is no Node. */
export const purePackages: Record<string, string[]> = {
  contract: ['zod', 'yaml'],
  renderer: ['react', 'react-dom', 'react-aria-components', 'i18next', 'react-i18next', 'uplot', 'mime'],
}

/** Where calls of `node:fs` that change something may stand. */
export const writers: Record<string, string> = {
  'main/io': 'the only code that touches a person’s files',
  'main/journal': 'its own database, lock, and what it sets aside',
  'main/settings/state-folder.ts': 'the state folder itself',
  'main/run/preview/preview-shelf.ts': 'folders for one preview each, in the state folder',
  'main/run/answers/picture-cache.ts': 'thumbnails and previews of its own making, in the state folder',
  'main/library/removed-recipes.ts': 'own recipes that were deleted, until there are too many',
  'main/faces/attach': 'its own socket, and what that is called',
  'main/faces/desktop/desktop-store.ts': 'what the app itself remembers, in the state folder',
  'main/faces/desktop/outside/login-item.ts': 'the entry that starts it with the session, as the desktop wants it',
  'main/faces/server/open-browser.ts': 'the page that takes a browser to the address, in the state folder',
  'main/faces/server/server-grants.ts': 'the folder of results for whoever has none, in the state folder',
  'main/faces/server/uploads': 'what a browser sends, in the state folder',
  'main/faces/cli/report': 'the report that grows, asked for by `--follow-report`',
  'workers/write-new.ts': 'a name made for this one attempt',
  'workers/carriers/external-family.ts': 'names made for this one attempt, which programs have written to',
  'workers/carriers/program-room.ts': 'names made for this one attempt, and all that programs have left under them',
  'workers/carriers/held-original.ts': 'only puts back what a program has taken away, where nothing stands',
  'workers/open-for-reading.ts': 'nothing: it reads, but with flags that do not wait where a pipe has taken a place',
  'workers/serve-process.ts': 'its own score for when memory runs out',
  scripts: 'the build and the printed pages',
}

export const limits = { fileLines: 250, testFileLines: 400, functionLines: 50, readmeLines: 15 }

/** Names that say nothing about what is inside. */
export const emptyNames = /^(utils?|helpers?|common|shared|misc|lib|services?|managers?|index)(\.|-|$)/
