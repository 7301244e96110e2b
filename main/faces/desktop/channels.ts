/** The channels between a page's preload and the main process. The page itself knows none of them. */
export const channels = {
  call: 'millrace:call',
  files: 'millrace:files',
  openLine: 'millrace:open-line',
  line: 'millrace:line',
  ask: 'millrace:ask',
  listening: 'millrace:listening',
} as const

/** One message of a line, both ways; `line` is the number the preload gave it. */
export type LineMessage = { line: number; text: string } | { line: number; ended: true }

export interface PageFacts {
  platform: 'darwin' | 'win32' | 'linux'
  version: string
}
