type Ask = <T>(method: string, params?: object) => Promise<T>

/** A preload that asked for a value at once stands still; this puts the answer into its question and lets it go on. */
export async function answerHalted(ask: Ask, callFrameId: string): Promise<void> {
  const evaluate = (expression: string) =>
    ask<{ result: { objectId?: string } }>('Debugger.evaluateOnCallFrame', { callFrameId, expression })
  try {
    const { result } = await evaluate('globalThis.standinQuestion.file')
    // What is no file of a disk has no path, as in Electron.
    const { path } = await ask<{ path: string }>('DOM.getFileInfo', { objectId: result.objectId }).catch(() => ({
      path: '',
    }))
    await evaluate(`globalThis.standinQuestion.answer = ${JSON.stringify(path)}`)
  } finally {
    await ask('Debugger.resume').catch(() => {})
  }
}
