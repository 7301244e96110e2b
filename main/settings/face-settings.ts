import { z } from 'zod'
import { settingFields } from '../../contract/settings-commands.ts'

const { notifications, updates, desktop } = settingFields
const { finished, failed, disconnected, sound, icon } = notifications.shape

/** What faces are to do by themselves; the engine only keeps it. */
export const faceSettings = {
  language: settingFields.language.default(''),
  notifications: z
    .strictObject({
      finished: finished.default(true),
      failed: failed.default(true),
      disconnected: disconnected.default(true),
      sound: sound.default(false),
      icon: icon.default(true),
    })
    .prefault({}),
  updates: z
    .strictObject({ install: updates.shape.install.default('on-quit'), early: updates.shape.early.default(false) })
    .prefault({}),
  desktop: z
    .strictObject({
      openAtLogin: desktop.shape.openAtLogin.default(false),
      keepRunning: desktop.shape.keepRunning.default(true),
    })
    .prefault({}),
}
