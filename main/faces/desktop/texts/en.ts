const number = new Intl.NumberFormat('en')
const files = (count: number) => `${number.format(count)} ${count === 1 ? 'file' : 'files'}`

/** What the app says outside its pages: menus, tray, notices. */
export const en = {
  about: 'About Millrace',
  file: 'File',
  addFiles: 'Add files…',
  addFolder: 'Add folder…',
  closeWindow: 'Close window',
  edit: 'Edit',
  view: 'View',
  go: 'Go',
  home: 'Home',
  runs: 'Runs',
  recipes: 'Recipes',
  watch: 'Watch folders',
  history: 'History',
  settings: 'Settings…',
  batch: 'Batch',
  pauseAll: 'Pause all',
  resumeAll: 'Resume all',
  commands: 'Commands…',
  window: 'Window',
  help: 'Help',
  shortcuts: 'Keyboard shortcuts',
  quit: 'Quit Millrace',
  open: 'Open Millrace',
  idle: 'Millrace: nothing is running',
  working: (left: number, percent: number) => `Millrace: ${percent}%, ${files(left)} left`,
  batchFinished: (name: string) => `“${name}” is finished`,
  doneFiles: (count: number) => `${files(count)} done`,
  failedFiles: (count: number) => `${files(count)} failed`,
  disconnected: (name: string) => `“${name}” is out of reach`,
  disconnectedWhy: 'It is watched again as soon as it is back.',
  linkRefused: (link: string) => `The link ${link} was not followed: links can only show a recipe that is here.`,
  pathRefused: (path: string) => `“${path}” is not there, or belongs to Millrace itself.`,
  chooseResults: 'Save results here',
  couldNotStart: 'Millrace could not start',
}

export type DesktopTexts = typeof en
