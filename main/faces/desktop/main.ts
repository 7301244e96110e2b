import { join } from 'node:path'
import { app, protocol } from 'electron'
import { stateFolderOf } from '../attach/state-folder.ts'
import { linkScheme, type OutsideRequest, requestOf, requestOfLink, together } from './outside/request.ts'
import { appScheme } from './own-page.ts'
import { speak } from './texts/desktop-texts.ts'

// What has to be said before Electron is ready: where the app keeps its things, that there is one of it, and what its pages are.

app.enableSandbox()
app.setAppUserModelId('app.millrace.desktop')
const { env } = process
const stateFolder = stateFolderOf({ env, cwd: process.cwd() })
// Pages keep theirs with ours, so that another state folder is another app.
app.setPath('userData', join(stateFolder, 'desktop'))
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

if (app.requestSingleInstanceLock()) start()
// The one that is there has been told what we were started with.
else app.quit()

function start(): void {
  const words = process.argv.slice(app.isPackaged ? 1 : 2)
  let request: OutsideRequest = requestOf(words, process.cwd())
  // macOS tells of files and links by events, which may come before anything is ready.
  const early = (asked: OutsideRequest) => {
    request = together(request, asked)
  }
  let carryOut = early
  app.on('open-file', (event, path) => {
    event.preventDefault()
    carryOut(requestOf([path], '/'))
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    carryOut(requestOfLink(link))
  })
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme)
  // While Electron gets ready, so that the window does not wait for it.
  const loading = import('./desktop-app.ts')
  void app.whenReady().then(async () => {
    speak(app.getLocale())
    const { DesktopApp } = await loading
    const opened = new DesktopApp({ stateFolder, request })
    carryOut = (asked) => opened.carryOut(asked)
  })
}
