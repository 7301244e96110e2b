; What the installer adds beside the app: the entry in Explorer's menu for files and folders, and `millrace` on the person's PATH.
; Everything is the person's own (HKCU), and goes with the app.

!macro customInstall
  WriteRegStr HKCU "Software\Classes\*\shell\Millrace" "" "Process with Millrace"
  WriteRegStr HKCU "Software\Classes\*\shell\Millrace" "Icon" "$INSTDIR\Millrace.exe"
  WriteRegStr HKCU "Software\Classes\*\shell\Millrace\command" "" '"$INSTDIR\Millrace.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Directory\shell\Millrace" "" "Process with Millrace"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Millrace" "Icon" "$INSTDIR\Millrace.exe"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Millrace\command" "" '"$INSTDIR\Millrace.exe" "%1"'
  ; A folder that Windows itself keeps on the PATH of each person.
  CreateDirectory "$LOCALAPPDATA\Microsoft\WindowsApps"
  FileOpen $0 "$LOCALAPPDATA\Microsoft\WindowsApps\millrace.cmd" w
  FileWrite $0 '@"$INSTDIR\resources\bin\millrace.cmd" %*$\r$\n'
  FileClose $0
!macroend

!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\*\shell\Millrace"
  DeleteRegKey HKCU "Software\Classes\Directory\shell\Millrace"
  Delete "$LOCALAPPDATA\Microsoft\WindowsApps\millrace.cmd"
!macroend
