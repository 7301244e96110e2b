import { app, type Session, type WebContents } from 'electron'
import { isOwnPage } from '../own-page.ts'

/** What no page may do, whatever it holds: leave, open windows, embed others, or use anything of the machine. Holds for every page from now on. */
export function keepPagesIn(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) => decide(may(permission, contents.getURL())))
  session.setPermissionCheckHandler((contents, permission) => may(permission, contents?.getURL() ?? ''))
  app.on('web-contents-created', (_event, contents) => restrict(contents))
}

/** Copying a path or a message is all that pages ask the system for. */
function may(permission: string, address: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnPage(address)
}

function restrict(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
