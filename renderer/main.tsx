import './ui/styles/tokens.css'
import './ui/styles/base.css'
import './ui/styles/shell.css'
import './ui/styles/controls.css'
import './ui/styles/lists.css'
import './ui/styles/progress.css'
import './ui/styles/feedback.css'
import './ui/styles/aria.css'
import { createRoot } from 'react-dom/client'
import { preferences, showAppearance } from './app/preferences.ts'
import { Door } from './features/sign-in/door.tsx'
import { startTexts } from './texts/i18n.ts'

showAppearance()
startTexts(preferences().language)
const root = document.getElementById('root')
if (root) createRoot(root).render(<Door />)
