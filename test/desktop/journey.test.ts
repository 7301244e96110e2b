import { test } from 'node:test'
import { person, startApp } from './kit/desktop-app.ts'
import { desktopHost } from './kit/host.ts'
import { onlyReal } from './only-real.ts'
import { wholeJourney } from './kit/whole-journey.ts'

test('drop, look, run, take back, cancel, watch a folder, quit while running and come back', async (t) => {
  const { kind, version } = desktopHost()
  t.diagnostic(`the app runs on ${kind === 'real' ? 'Electron' : 'the stand-in for Electron'} ${version}`)
  if (kind === 'standin') t.diagnostic(`left for Electron itself, ${onlyReal.length}: ${onlyReal.join('; ')}`)
  await using ada = await person()
  await wholeJourney({ person: ada, start: () => startApp({ person: ada }) })
})
