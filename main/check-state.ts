import { readSettings } from './settings/settings.ts'
import { checkStateFolder } from './settings/state-folder.ts'

/** @throws Fault `settings-wrong` where nothing could begin with the settings of the folder */
export function checkSettings({ stateFolder }: { stateFolder: string }): void {
  readSettings(stateFolder)
}

/** @throws Fault `state-unusable` where nothing could be written into the folder, though it may be read, or where it could not be made */
export function checkState({ stateFolder }: { stateFolder: string }): void {
  checkStateFolder(stateFolder)
}
