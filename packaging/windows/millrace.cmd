@"%~dp0..\node.exe" "%~dp0..\app.asar.unpacked\bin\millrace.js" %*
