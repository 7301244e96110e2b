import { app, type Session, type WebContents } from 'electron'
import { isOwnPage } from '../own-page.ts'

/** What no page may do, whatever it holds: leave, open windows, embed others, or use anything of the machine. Holds for every page from now on. */
export function keepPagesIn(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  app.on('web-contents-created', (_event, contents) => restrict(contents))
}

function restrict(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
