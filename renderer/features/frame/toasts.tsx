import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Toast, ToastContext } from '../../app/toasts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

const shownMs = 6_000
/** What went wrong takes longer to read, and may come while somebody looks elsewhere. */
const alertMs = 20_000
const toastsMost = 3

interface Shown extends Toast {
  id: number
}

/** Toasts go by themselves after six seconds, those that warn after twenty, but not while somebody points at them or has the focus in them. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([])
  const lastId = useRef(0)
  const tell = useCallback((toast: Toast) => {
    const id = ++lastId.current
    setToasts((before) => [...before, { ...toast, id }].slice(-toastsMost))
  }, [])
  const dismiss = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), [])
  const latest = useRef(toasts)
  latest.current = toasts
  const value = useMemo(
    () => ({
      tell,
      takeBack() {
        const last = latest.current.findLast(({ undo }) => undo)
        if (!last) return false
        dismiss(last.id)
        last.undo?.()
        return true
      },
    }),
    [tell, dismiss],
  )
  return (
    <ToastContext.Provider value={value}>
      {children}
      <div className="toasts" role="status">
        {toasts.map((toast) => (
          <OneToast key={toast.id} toast={toast} dismiss={dismiss} />
        ))}
      </div>
    </ToastContext.Provider>
  )
}

function OneToast({ toast, dismiss }: { toast: Shown; dismiss: (id: number) => void }) {
  const { t } = useTexts()
  const [held, setHeld] = useState(false)
  const { id, text, icon = 'check', undo } = toast
  const action = undo ? { text: t('frame.undo'), run: undo } : toast.action
  useEffect(() => {
    if (held) return
    const handle = setTimeout(() => dismiss(id), icon === 'alert' ? alertMs : shownMs)
    return () => clearTimeout(handle)
  }, [held, dismiss, id, icon])
  const run = () => {
    dismiss(id)
    action?.run()
  }
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={icon} size="s" />
      <span className="toast-t">{text}</span>
      {action ? (
        <Button look="accent" size="small" onClick={run}>
          {action.text}
        </Button>
      ) : null}
      <IconButton icon="x" size="small" label={t('frame.dismiss')} onClick={() => dismiss(id)} />
    </div>
  )
}
