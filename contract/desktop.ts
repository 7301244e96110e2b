import { z } from 'zod'
import type { WireFault } from './fault.ts'

/** A file of a batch, as screens name it: the original, or the result with this index. */
const batchFile = z.strictObject({
  batch: z.string().min(1).max(100),
  seq: z.number().int().nonnegative(),
  part: z.union([z.literal('original'), z.number().int().nonnegative()]),
})
export type BatchFile = z.infer<typeof batchFile>

/** What the screens may ask of the desktop app itself, beside what they ask of the engine. Nothing here takes a path: those are granted first. */
export const desktopCalls = {
  /** Opens the system's own dialog; what is chosen there is granted. `results` asks for a folder to write to. */
  choose: z.strictObject({ what: z.enum(['files', 'folder', 'results']) }),
  /** Shows it in the file manager. */
  reveal: batchFile,
  /** Opens it with the program the system has for it. */
  open: batchFile,
  /** Shows the folder that the results of a batch lie in. */
  'reveal.results': z.strictObject({ batch: z.string().min(1).max(100) }),
  /** Begins to drag results out of the window. */
  drag: z.strictObject({ files: z.array(batchFile).min(1).max(100) }),
  /** What the person said when asked about quitting while files are under way. */
  'quit.answer': z.strictObject({ answer: z.enum(['background', 'quit', 'stay']) }),
  /** How the page looks, so that menus, title bar and the system's own parts look alike. */
  look: z.strictObject({ appearance: z.enum(['system', 'light', 'dark']), language: z.string().max(20) }),
  /** From the popover of the tray: shows the window, at a place behind `#`. */
  'window.show': z.strictObject({ hash: z.string().max(300).default('') }),
  'grants.list': z.strictObject({}),
  'grants.revoke': z.strictObject({ path: z.string().min(1) }),
  /** Looks for a newer version now, and fetches it. */
  'update.check': z.strictObject({}),
  /** Installs the update that has been fetched, and starts again. */
  'update.install': z.strictObject({}),
} as const

export type DesktopCall = keyof typeof desktopCalls
export type DesktopInput<C extends DesktopCall> = z.input<(typeof desktopCalls)[C]>

export interface DesktopGrant {
  path: string
  access: 'read' | 'write'
}

export interface UpdateCheck {
  /** `newest`: this one is. `fetched`: there is a newer one, ready to be installed. `elsewhere`: whatever installed the app brings its updates. */
  found: 'newest' | 'fetched' | 'failed' | 'elsewhere'
  /** That which is ready, else the one that runs. */
  version: string
}

export interface DesktopAnswers {
  /** Real paths; empty when the person thought better of it. */
  choose: { paths: string[] }
  reveal: null
  open: null
  'reveal.results': null
  drag: null
  'quit.answer': null
  look: null
  'window.show': null
  'grants.list': { grants: DesktopGrant[] }
  'grants.revoke': null
  'update.check': UpdateCheck
  'update.install': null
}

/** What a call comes back with: errors do not cross the bridge whole, faults do. */
export type DesktopReply<T = unknown> = { value: T } | { fault: WireFault }

/** What somebody asked for outside the page: in a menu, the tray, a link, the file manager. */
export type DesktopAsk =
  | { type: 'go'; hash: string }
  | { type: 'command'; command: MenuCommand }
  /** Files and folders to look over before anything runs; already granted. */
  | { type: 'review'; paths: string[] }
  /** A recipe of the library to look at. Never run by this. */
  | { type: 'recipe'; recipe: string }
  /** The text of a recipe file, to be looked at before it is kept. */
  | { type: 'recipe-file'; fileName: string; text: string }
  /** Something that could not be done, in words. */
  | { type: 'refused'; message: string }
  | { type: 'quitting'; files: number; remainingMs: number | null; title: string }
  | { type: 'update'; version: string }

export const menuCommands = ['add-files', 'add-folder', 'commands', 'shortcuts', 'pause-all', 'resume-all'] as const
export type MenuCommand = (typeof menuCommands)[number]

/** What the preload puts into the page as `window.millrace`; nothing else of Electron is there. */
export interface DesktopBridge {
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly version: string
  readonly call: (name: DesktopCall, input: object) => Promise<DesktopReply>
  /** The real path of each file, granted by having been dropped or pasted; empty for what lies on no disk. */
  readonly takeFiles: (files: File[]) => Promise<string[]>
  /** A line to the engine. Resolves when it is open; `hear` and `lost` as with any wire. */
  readonly openLine: (ears: { hear: (text: string) => void; lost: () => void }) => Promise<DesktopLine>
  /** Calls back until the function that is returned is called. */
  readonly onAsk: (hear: (ask: DesktopAsk) => void) => () => void
}

export interface DesktopLine {
  readonly send: (text: string) => void
  readonly close: () => void
}
