import './ui/styles/screens.css'
import { createRoot } from 'react-dom/client'
import { preferences, showAppearance } from './app/preferences.ts'
import { Door } from './features/sign-in/door.tsx'
import { startTexts } from './texts/i18n.ts'

showAppearance()
startTexts(preferences().language)
const root = document.getElementById('root')
if (root) createRoot(root).render(<Door />)
