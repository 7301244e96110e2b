import '../ui/styles/screens.css'
import { createRoot } from 'react-dom/client'
import type { BatchSnapshot } from '../../contract/event.ts'
import type { BatchState } from '../../contract/job.ts'
import { App } from '../app/app.tsx'
import { prefer } from '../app/preferences.ts'
import { SignIn } from '../features/sign-in/sign-in.tsx'
import { en } from '../texts/en.ts'
import { speak, startTexts } from '../texts/i18n.ts'
import { look } from './look.ts'
import { addPseudo } from './pseudo.ts'
import { sampleFace } from './sample-face.ts'

// One screen, as `?scene=…&state=…&held=…&interrupted&crashed&gathering&connection=…&rows=…&live=…#/place` asks for it. Only `npm run pictures` and the benches open this.
const wanted = new URLSearchParams(location.search)
await startTexts(wanted.get('language') ?? 'en')
prefer({ afterDrop: 'review', recipe: 'web', out: '/srv/Web' })
addPseudo(en)
// Scenes are acted out in English, and the language is changed after. What the engine is asked stands in `asked`.
Object.assign(window, { speak, look })
const root = document.getElementById('root')
if (root) createRoot(root).render(<Picture />)

function Picture() {
  const scene = wanted.get('scene')
  if (scene === 'sign-in' || scene === 'sign-in-wrong')
    return <SignIn state={scene === 'sign-in' ? 'signed-out' : 'wrong'} wasIn={false} onState={() => {}} />
  const connection = (wanted.get('connection') ?? 'open') as 'open' | 'lost' | 'back'
  const [rows, perS] = [Number(wanted.get('rows') ?? 0), Number(wanted.get('live') ?? 0)]
  return <App face={sampleFace({ harbour: harbour(), connection, rows, perS })} refused={() => {}} />
}

function harbour(): Partial<BatchSnapshot> {
  const state = (wanted.get('state') ?? 'running') as BatchState
  const held = { code: 'volume-gone' as const, subject: '/srv/Web/Harbour archive' }
  const crashed = { seq: 7, path: '/srv/photos/2024/May/Harbour/DSC_4126.jpg', files: 1 }
  return {
    state,
    ...(wanted.has('held') && { held }),
    ...(wanted.has('interrupted') && { interrupted: true as const, workedMs: 179_000 }),
    ...(wanted.has('crashed') && { crashed }),
    ...(wanted.has('gathering') && {
      watch: 'scans',
      gathering: { groups: 2, files: 25, closesMs: Date.now() + 460_000 },
    }),
  }
}
