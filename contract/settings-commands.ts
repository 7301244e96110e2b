import { z } from 'zod'

const count = z.number().int().positive()

/** What a person sets, without defaults: those are the engine's to know. Whose folders a server shows is not among it, nor is anything that opens a door. */
export const settingFields = {
  cores: count.max(1024).describe('steps that run at the same time'),
  memoryMb: z.number().int().min(256).describe('megabytes of memory all steps may use together'),
  /** `quiet` leaves half of the cores to others, and lets them go first. */
  pace: z.enum(['full', 'quiet']).describe('how much of the machine is used'),
  language: z.enum(['', 'en', 'zh-Hans']).describe('language of menus and notices; empty follows the system'),
  limits: z.strictObject({
    maxPixels: count.describe('pixels of one picture'),
    maxUnpackedBytes: count.describe('bytes an archive may unpack to'),
    maxUnpackedRatio: count.describe('times its own size an archive may unpack to; what stays small may always'),
    maxEntries: count.describe('entries of one archive'),
    stallMs: count.describe('milliseconds a step may go on without any progress'),
    workerMemoryMb: count.describe('megabytes of memory of one worker process'),
  }),
  vault: z.strictObject({
    maxAgeDays: z
      .number()
      .positive()
      .nullable()
      .describe('after how many days in the vault a person is reminded; nothing leaves it by itself'),
    maxBytes: count
      .nullable()
      .describe('from how many bytes in the vault on a person is reminded; nothing leaves it by itself'),
  }),
  notifications: z.strictObject({
    finished: z.boolean().describe('tell when a batch that took a while is over'),
    failed: z.boolean().describe('tell when files of a batch failed'),
    disconnected: z.boolean().describe('tell when a watch folder is out of reach'),
    sound: z.boolean().describe('with a sound'),
    icon: z.boolean().describe('progress on the icon of the app'),
  }),
  updates: z.strictObject({
    install: z.enum(['on-quit', 'ask']).describe('when an update that was fetched is put in place'),
    early: z.boolean().describe('also take versions that are not finished'),
  }),
  desktop: z.strictObject({
    openAtLogin: z.boolean().describe('start with the session'),
    keepRunning: z.boolean().describe('go on when the window is closed'),
  }),
}

const { limits, vault, notifications, updates, desktop, ...single } = settingFields

/** The settings of the state folder, which belong to whoever runs the engine. */
export const settingsCommands = {
  'settings.get': () => z.object({}),
  /** Changes what is named and leaves the rest; null goes back to the default. Holds at once, and is written before it is answered. */
  'settings.set': () =>
    z.strictObject({
      cores: single.cores.nullable().optional(),
      memoryMb: single.memoryMb.nullable().optional(),
      pace: single.pace.optional(),
      language: single.language.optional(),
      limits: limits.partial().optional(),
      vault: vault.partial().optional(),
      notifications: notifications.partial().optional(),
      updates: updates.partial().optional(),
      desktop: desktop.partial().optional(),
    }),
} as const

export type ChangeableSettings = z.infer<z.ZodObject<typeof settingFields>>

export interface SettingsState {
  settings: ChangeableSettings
  /** What there is of it, and what is used without a setting. */
  machine: { cores: number; memoryMb: number }
  defaults: { cores: number; memoryMb: number }
  /** The document they are written to. */
  path: string
}

export interface SettingsAnswers {
  'settings.get': SettingsState
  'settings.set': SettingsState
}
