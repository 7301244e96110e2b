/** What the stand-in cannot show, since it is Electron's, Chromium's or the system's own work. The check workflow runs the same tests on the real one. */
export const onlyReal = [
  'SQLite, worker threads and Piscina inside Electron’s own Node',
  'that Electron reads app.asar and refuses a changed one (fuses, integrity)',
  'that the fuses shut what they name',
  'the sandbox of the system around pages and the Chromium they run in',
  'the rights of app:// as a scheme of its own: storage, fetch, ranges',
  'looks of tray, notices, menus, dialogs, title bar and dock',
  'progress and badges on the icon of each desktop',
  'sleep that is held back, and shutdown that is heard',
  'files dragged out into another program',
  'links and files that the system hands to the app, and its single instance across sessions',
  'start with the session on macOS and Windows',
  'an update that is put in place',
  'memory and start-up time',
] as const
