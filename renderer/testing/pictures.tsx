import '../ui/styles/screens.css'
import { createRoot } from 'react-dom/client'
import type { BatchState } from '../../contract/job.ts'
import { App } from '../app/app.tsx'
import { prefer } from '../app/preferences.ts'
import { SignIn } from '../features/sign-in/sign-in.tsx'
import { en } from '../texts/en.ts'
import { speak, startTexts } from '../texts/i18n.ts'
import { look } from './look.ts'
import { addPseudo } from './pseudo.ts'
import { sampleFace } from './sample-face.ts'

// One screen, as `?scene=…&state=…&held=…&connection=…&rows=…&live=…#/place` asks for it. Only `npm run pictures` and the benches open this.
const wanted = new URLSearchParams(location.search)
await startTexts(wanted.get('language') ?? 'en')
prefer({ afterDrop: 'review', recipe: 'web', out: '/srv/Web' })
addPseudo(en)
// Scenes are acted out in English, and the language is changed after.
Object.assign(window, { speak, look })
const root = document.getElementById('root')
if (root) createRoot(root).render(<Picture />)

function Picture() {
  const scene = wanted.get('scene')
  if (scene === 'sign-in' || scene === 'sign-in-wrong')
    return <SignIn state={scene === 'sign-in' ? 'signed-out' : 'wrong'} wasIn={false} onState={() => {}} />
  const state = (wanted.get('state') ?? 'running') as BatchState
  const connection = (wanted.get('connection') ?? 'open') as 'open' | 'lost' | 'back'
  const away = wanted.get('held') === 'volume-gone'
  const held = away ? { code: 'volume-gone' as const, subject: '/srv/Web/Harbour archive' } : null
  const [rows, perS] = [Number(wanted.get('rows') ?? 0), Number(wanted.get('live') ?? 0)]
  return <App face={sampleFace({ state, held, connection, rows, perS })} refused={() => {}} />
}
