import './ui/styles/screens.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { openDesktopFace } from './app/desktop-face.ts'
import { preferences, showAppearance } from './app/preferences.ts'
import { Door } from './features/sign-in/door.tsx'
import { desktopOf } from './link/desktop.ts'
import { startTexts } from './texts/i18n.ts'

showAppearance()
await startTexts(preferences().language)
const desktop = desktopOf(window.millrace)
const root = document.getElementById('root')
if (root) createRoot(root).render(desktop ? <App face={openDesktopFace(desktop)} refused={() => {}} /> : <Door />)
