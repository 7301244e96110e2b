/** Which app this process runs, set before the app's own code is loaded. */
export interface Place {
  /** Folder of its `package.json`, or what looks like the archive. */
  appPath: string
  version: string
  name: string
  isPackaged: boolean
}

export const place: Place = { appPath: process.cwd(), version: '0.0.0', name: 'Electron', isPackaged: false }
