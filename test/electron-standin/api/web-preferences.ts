export interface WebPreferences {
  preload?: string
  /** Words that the preload finds in its `process.argv`. */
  additionalArguments?: string[]
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  webSecurity?: boolean
  [other: string]: unknown
}

/** What a window here has whatever it asks for; asking for another one is refused, so that a test cannot pass with it. */
const only = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true }
/** Things an app that shows people's files never needs. */
const never = ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'webviewTag']

export function checkedPreferences(asked: WebPreferences): WebPreferences {
  for (const [name, value] of Object.entries(only))
    if (asked[name] !== value)
      throw new Error(`the stand-in opens no window with webPreferences.${name} = ${String(asked[name])}`)
  for (const name of never) if (asked[name]) throw new Error(`the stand-in opens no window with webPreferences.${name}`)
  return { ...asked, ...only }
}
