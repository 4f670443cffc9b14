<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>BodyView</name>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>was it deleted or moved since?</source>
        <translation>wurde die Datei inzwischen gelöscht oder verschoben?</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>binär</translation>
    </message>
    <message>
        <source>not everything is UTF-8</source>
        <translation>nicht alles ist UTF-8</translation>
    </message>
    <message>
        <source>the first %1 are shown</source>
        <translation>die ersten %1 werden gezeigt</translation>
    </message>
    <message>
        <source>%1 more were not kept</source>
        <translation>weitere %1 wurden nicht aufbewahrt</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>the picture is too large for a file</source>
        <translation>das Bild ist zu groß für eine Datei</translation>
    </message>
    <message>
        <source>make the window smaller</source>
        <translation>mache das Fenster kleiner</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>cannot write in %1: %2</source>
        <translation>in %1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>make the folder writable or free space</source>
        <translation>mache den Ordner beschreibbar oder schaffe Platz</translation>
    </message>
    <message>
        <source>nothing fits</source>
        <translation>kein Platz mehr</translation>
    </message>
</context>
<context>
    <name>CurlCommand</name>
    <message>
        <source>a header with the name &quot;%1&quot;</source>
        <translation>eine Kopfzeile mit dem Namen „%1“</translation>
    </message>
    <message>
        <source>the secret of %1</source>
        <translation>das Geheimnis von %1</translation>
    </message>
    <message>
        <source>the parts of the form as they were sent</source>
        <translation>die Teile des Formulars, wie sie gesendet wurden</translation>
    </message>
    <message>
        <source>the whole body: %1 of %2 are kept</source>
        <translation>den ganzen Inhalt: %1 von %2 sind aufbewahrt</translation>
    </message>
</context>
<context>
    <name>Graph</name>
    <message>
        <source>%1 phases</source>
        <translation>%1 Phasen</translation>
    </message>
    <message>
        <source>phase %1 of %2 · %3</source>
        <translation>Phase %1 von %2 · %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source> · %1 failed</source>
        <translation> · %1 fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>MarkersLane</name>
    <message>
        <source>Phases, errors and notices</source>
        <translation>Phasen, Fehler und Hinweise</translation>
    </message>
    <message>
        <source>phase %1</source>
        <translation>Phase %1</translation>
    </message>
    <message>
        <source>environment %1</source>
        <translation>Umgebung %1</translation>
    </message>
    <message>
        <source>snapshot %1</source>
        <translation>Abbild %1</translation>
    </message>
    <message>
        <source>run finished</source>
        <translation>Lauf beendet</translation>
    </message>
    <message>
        <source>run finished: %1</source>
        <translation>Lauf beendet: %1</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>%1 not shown</source>
        <translation>%1 nicht gezeigt</translation>
    </message>
    <message>
        <source>%1
at %2</source>
        <translation>%1
bei %2</translation>
    </message>
    <message>
        <source>
and %1 more here</source>
        <translation>
und noch %1 hier</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>%1 passed</source>
        <translation>%1 bestanden</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>No workspace is open. %1 opens one; opening runs nothing.</source>
        <translation>Kein Arbeitsbereich ist offen. %1 öffnet einen; dabei wird nichts ausgeführt.</translation>
    </message>
    <message>
        <source>Reading the workspace…</source>
        <translation>Der Arbeitsbereich wird gelesen…</translation>
    </message>
    <message>
        <source>Loading, checking and planning…</source>
        <translation>Laden, prüfen und planen…</translation>
    </message>
    <message>
        <source>Nothing has run yet. %1 runs every case, %2 the selected ones.</source>
        <translation>Noch ist nichts gelaufen. %1 führt alle Fälle aus, %2 die gewählten.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Show the panel &quot;%1&quot;; close it when the keyboard is in it.</source>
        <translation>Den Bereich „%1“ zeigen; schließen, wenn die Tastatur darin ist.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Go to the page &quot;%1&quot;.</source>
        <translation>Zur Seite „%1“ gehen.</translation>
    </message>
</context>
<context>
    <name>ServicesLane</name>
    <message>
        <source>Services and their health</source>
        <translation>Dienste und ihr Zustand</translation>
    </message>
    <message>
        <source>restart %1</source>
        <translation>Neustart %1</translation>
    </message>
    <message>
        <source>%1
%2
%3 from %4</source>
        <translation>%1
%2
%3 ab %4</translation>
    </message>
    <message>
        <source>%1
%2 changes here; zoom in to tell them apart</source>
        <translation>%1
%2 Wechsel hier; zum Unterscheiden hineinzoomen</translation>
    </message>
    <message>
        <source>services ready: %1</source>
        <translation>Dienste bereit: %1</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>not run</source>
        <translation>nicht gelaufen</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>flaky</source>
        <translation>wackelig</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>in Quarantäne</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>StepView</name>
    <message>
        <source>Diff</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Austausch</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
</context>
<context>
    <name>WorkersLane</name>
    <message>
        <source>Workers and their cases</source>
        <translation>Arbeiter und ihre Fälle</translation>
    </message>
    <message>
        <source>worker %1</source>
        <translation>Arbeiter %1</translation>
    </message>
    <message>
        <source>no worker</source>
        <translation>kein Arbeiter</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source> · attempt %1 of %2</source>
        <translation> · Versuch %1 von %2</translation>
    </message>
    <message>
        <source>%1 attempts on this pixel; zoom in to tell them apart
%2 %3: %4</source>
        <translation>%1 Versuche auf diesem Pixel; zum Unterscheiden hineinzoomen
%2 %3: %4</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und noch %1</translation>
    </message>
</context>
<context>
    <name>Workspaces</name>
    <message>
        <source>copying was stopped</source>
        <translation>das Kopieren wurde angehalten</translation>
    </message>
    <message>
        <source>the folder of %1 cannot be made</source>
        <translation>der Ordner von %1 kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>choose a folder that you may write to</source>
        <translation>wähle einen Ordner, in den du schreiben darfst</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>choose a folder that you may write to, with room on its disk</source>
        <translation>wähle einen Ordner, in den du schreiben darfst, mit Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>%1 is there already</source>
        <translation>%1 gibt es schon</translation>
    </message>
    <message>
        <source>open it, or choose another folder</source>
        <translation>öffne ihn oder wähle einen anderen Ordner</translation>
    </message>
</context>
<context>
    <name>assay::ui</name>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Open workspace…</source>
        <translation>Arbeitsbereich öffnen…</translation>
    </message>
    <message>
        <source>Choose the folder of a workspace; opening runs nothing.</source>
        <translation>Den Ordner eines Arbeitsbereichs wählen; dabei wird nichts ausgeführt.</translation>
    </message>
    <message>
        <source>Open the example…</source>
        <translation>Beispiel öffnen…</translation>
    </message>
    <message>
        <source>Copy the reference suites to a folder and open them.</source>
        <translation>Die Referenzsuiten in einen Ordner kopieren und öffnen.</translation>
    </message>
    <message>
        <source>Reload workspace</source>
        <translation>Arbeitsbereich neu laden</translation>
    </message>
    <message>
        <source>Read every suite file anew.</source>
        <translation>Jede Suite neu lesen.</translation>
    </message>
    <message>
        <source>Close page</source>
        <translation>Seite schließen</translation>
    </message>
    <message>
        <source>Close the page in front; the run stays.</source>
        <translation>Die vordere Seite schließen; der Lauf bleibt.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Language, colours, editor, runs, shortcuts.</source>
        <translation>Sprache, Farben, Editor, Läufe, Tasten.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Close the window; a run that is live is aborted and torn down first.</source>
        <translation>Das Fenster schließen; ein Lauf wird zuvor abgebrochen und abgebaut.</translation>
    </message>
    <message>
        <source>Find anything…</source>
        <translation>Überall suchen…</translation>
    </message>
    <message>
        <source>Search commands, cases, runs, files, settings and help.</source>
        <translation>Befehle, Fälle, Läufe, Dateien, Einstellungen und Hilfe durchsuchen.</translation>
    </message>
    <message>
        <source>Filter suites</source>
        <translation>Suiten filtern</translation>
    </message>
    <message>
        <source>Type into the filter: status:failed tag:db slow:&gt;2s text.</source>
        <translation>In den Filter schreiben: status:failed tag:db slow:&gt;2s Text.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Show every case again.</source>
        <translation>Wieder jeden Fall zeigen.</translation>
    </message>
    <message>
        <source>Copy console lines</source>
        <translation>Zeilen der Konsole kopieren</translation>
    </message>
    <message>
        <source>Copy the selected lines of the console.</source>
        <translation>Die gewählten Zeilen der Konsole kopieren.</translation>
    </message>
    <message>
        <source>Clear console</source>
        <translation>Konsole leeren</translation>
    </message>
    <message>
        <source>Forget the lines of the console.</source>
        <translation>Die Zeilen der Konsole vergessen.</translation>
    </message>
    <message>
        <source>Follow console</source>
        <translation>Konsole folgen</translation>
    </message>
    <message>
        <source>Keep the newest line in sight.</source>
        <translation>Die neueste Zeile im Blick behalten.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Show what happened last.</source>
        <translation>Zeigen, was zuletzt geschah.</translation>
    </message>
    <message>
        <source>Close newest notification</source>
        <translation>Neueste Meldung schließen</translation>
    </message>
    <message>
        <source>Take it out of the corner.</source>
        <translation>Sie aus der Ecke nehmen.</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Bring the tab at the right to the front.</source>
        <translation>Den rechten Reiter nach vorn holen.</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Vorige Seite</translation>
    </message>
    <message>
        <source>Bring the tab at the left to the front.</source>
        <translation>Den linken Reiter nach vorn holen.</translation>
    </message>
    <message>
        <source>Move page to the other column</source>
        <translation>Seite in die andere Spalte</translation>
    </message>
    <message>
        <source>Show two pages side by side.</source>
        <translation>Zwei Seiten nebeneinander zeigen.</translation>
    </message>
    <message>
        <source>Page in its own window</source>
        <translation>Seite in eigenem Fenster</translation>
    </message>
    <message>
        <source>Let the page float; once more takes it back.</source>
        <translation>Die Seite lösen; noch einmal holt sie zurück.</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>The panels for writing suites.</source>
        <translation>Die Bereiche zum Schreiben von Suiten.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>The panels for running and watching.</source>
        <translation>Die Bereiche zum Ausführen und Zusehen.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>The panels for past runs.</source>
        <translation>Die Bereiche für vergangene Läufe.</translation>
    </message>
    <message>
        <source>Keep this arrangement</source>
        <translation>Diese Anordnung merken</translation>
    </message>
    <message>
        <source>What Reset layout goes back to.</source>
        <translation>Wohin „Anordnung zurücksetzen“ führt.</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Put every panel back as it was kept, or as it was at first.</source>
        <translation>Jeden Bereich dorthin, wo er gemerkt wurde oder zuerst war.</translation>
    </message>
    <message>
        <source>Original layout</source>
        <translation>Ursprüngliche Anordnung</translation>
    </message>
    <message>
        <source>Forget what was kept; put every panel where it was at first.</source>
        <translation>Das Gemerkte vergessen; jeden Bereich dorthin, wo er zuerst war.</translation>
    </message>
    <message>
        <source>System colours</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is.</source>
        <translation>Hell oder dunkel wie der Desktop.</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark on light.</source>
        <translation>Dunkel auf hell.</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Light on dark.</source>
        <translation>Hell auf dunkel.</translation>
    </message>
    <message>
        <source>Run every case.</source>
        <translation>Jeden Fall ausführen.</translation>
    </message>
    <message>
        <source>Run selected</source>
        <translation>Gewählte ausführen</translation>
    </message>
    <message>
        <source>Run the selected cases and what they need.</source>
        <translation>Die gewählten Fälle ausführen und was sie brauchen.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagene</translation>
    </message>
    <message>
        <source>Run what failed last and what it needs.</source>
        <translation>Ausführen, was zuletzt fehlschlug, und was es braucht.</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel what runs; every teardown still runs.</source>
        <translation>Abbrechen, was läuft; abgebaut wird trotzdem alles.</translation>
    </message>
    <message>
        <source>Help on this</source>
        <translation>Hilfe hierzu</translation>
    </message>
    <message>
        <source>The help page of the panel that has the keyboard.</source>
        <translation>Die Hilfeseite des Bereichs, der die Tastatur hat.</translation>
    </message>
    <message>
        <source>All help pages</source>
        <translation>Alle Hilfeseiten</translation>
    </message>
    <message>
        <source>The index of the help.</source>
        <translation>Die Übersicht der Hilfe.</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Every command with its keys, to look at and to change.</source>
        <translation>Jeder Befehl mit seinen Tasten, zum Ansehen und Ändern.</translation>
    </message>
    <message>
        <source>About Assay</source>
        <translation>Über Assay</translation>
    </message>
    <message>
        <source>Version and licence.</source>
        <translation>Version und Lizenz.</translation>
    </message>
    <message>
        <source>%1 attempts</source>
        <translation>%1 Versuche</translation>
    </message>
    <message>
        <source>run %1 planned: %2 cases</source>
        <translation>Lauf %1 geplant: %2 Fälle</translation>
    </message>
    <message>
        <source>run finished, exit code %1</source>
        <translation>Lauf beendet, Exit-Code %1</translation>
    </message>
    <message>
        <source>↻ %1: attempt %2</source>
        <translation>↻ %1: Versuch %2</translation>
    </message>
    <message>
        <source>%1 ended after %2 hits</source>
        <translation>%1 endete nach %2 Treffern</translation>
    </message>
    <message>
        <source>kept snapshot %1 (%2)</source>
        <translation>Abbild %1 aufbewahrt (%2)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 passed</source>
        <translation>%1 bestanden</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 flaky</source>
        <translation>%1 wackelig</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>%1 übersprungen</translation>
    </message>
    <message>
        <source>%1 aborted</source>
        <translation>%1 abgebrochen</translation>
    </message>
    <message>
        <source>%1 not run</source>
        <translation>%1 nicht gelaufen</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>Go on where you left off</source>
        <translation>Dort weitermachen, wo du aufgehört hast</translation>
    </message>
    <message>
        <source>Opens the last workspace with its tabs, layout, filter and selection.</source>
        <translation>Öffnet den letzten Arbeitsbereich mit Reitern, Anordnung, Filter und Auswahl.</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Used from the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Only errors</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>What appears in the corner. The bell keeps everything either way.</source>
        <translation>Was in der Ecke erscheint. Die Glocke behält in jedem Fall alles.</translation>
    </message>
    <message>
        <source>Ask for attention when a run ends</source>
        <translation>Auf das Ende eines Laufs aufmerksam machen</translation>
    </message>
    <message>
        <source>The task bar is alerted when the window is in the background.</source>
        <translation>Die Taskleiste meldet sich, wenn das Fenster im Hintergrund ist.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Switched at once, in every view.</source>
        <translation>Wechselt sofort, in jeder Ansicht.</translation>
    </message>
    <message>
        <source>Words in the toolbar</source>
        <translation>Worte in der Werkzeugleiste</translation>
    </message>
    <message>
        <source>Off: only signs, for narrow screens.</source>
        <translation>Aus: nur Zeichen, für schmale Bildschirme.</translation>
    </message>
    <message>
        <source>Indentation</source>
        <translation>Einrückung</translation>
    </message>
    <message>
        <source>Spaces that a level of YAML takes.</source>
        <translation>Leerzeichen je Ebene in YAML.</translation>
    </message>
    <message>
        <source> spaces</source>
        <translation> Leerzeichen</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Lange Zeilen umbrechen</translation>
    </message>
    <message>
        <source>A line that is wider than the editor goes on below.</source>
        <translation>Eine Zeile, die breiter als der Editor ist, geht darunter weiter.</translation>
    </message>
    <message>
        <source>Show spaces</source>
        <translation>Leerzeichen zeigen</translation>
    </message>
    <message>
        <source>Spaces and tabs are drawn as dots and arrows.</source>
        <translation>Leerzeichen und Tabulatoren erscheinen als Punkte und Pfeile.</translation>
    </message>
    <message>
        <source>Format on save</source>
        <translation>Beim Speichern formatieren</translation>
    </message>
    <message>
        <source>A file without mistakes is formatted when it is saved.</source>
        <translation>Eine Datei ohne Fehler wird beim Speichern formatiert.</translation>
    </message>
    <message>
        <source>Cases side by side</source>
        <translation>Fälle nebeneinander</translation>
    </message>
    <message>
        <source>At most so many at once, as --parallel.</source>
        <translation>Höchstens so viele zugleich, wie --parallel.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>Stop after failures</source>
        <translation>Nach Fehlschlägen anhalten</translation>
    </message>
    <message>
        <source>Nothing new starts after so many bad cases, as --max-failures.</source>
        <translation>Nach so vielen Fehlschlägen beginnt nichts Neues, wie --max-failures.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Flaky counts as failed</source>
        <translation>Wackelig zählt als fehlgeschlagen</translation>
    </message>
    <message>
        <source>A case that passed only in a later attempt makes the run bad, as --fail-on-flaky.</source>
        <translation>Ein Fall, der erst in einem späteren Versuch besteht, lässt den Lauf fehlschlagen, wie --fail-on-flaky.</translation>
    </message>
    <message>
        <source>Save files before a run</source>
        <translation>Dateien vor einem Lauf speichern</translation>
    </message>
    <message>
        <source>A run reads files from the disk, not from the editor.</source>
        <translation>Ein Lauf liest Dateien vom Datenträger, nicht aus dem Editor.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Suites</source>
        <translation>Suiten</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Console at crosshair</source>
        <translation>Konsole am Fadenkreuz</translation>
    </message>
    <message>
        <source>Show the lines of the moment that the crosshair of the time axis marks.</source>
        <translation>Die Zeilen des Augenblicks zeigen, den das Fadenkreuz der Zeitachse markiert.</translation>
    </message>
    <message>
        <source>Save console…</source>
        <translation>Konsole speichern…</translation>
    </message>
    <message>
        <source>Write the lines that the console shows to a file.</source>
        <translation>Die gezeigten Zeilen der Konsole in eine Datei schreiben.</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Next failure</source>
        <translation>Nächster Fehlschlag</translation>
    </message>
    <message>
        <source>Select the next case that failed.</source>
        <translation>Den nächsten fehlgeschlagenen Fall wählen.</translation>
    </message>
    <message>
        <source>Previous failure</source>
        <translation>Voriger Fehlschlag</translation>
    </message>
    <message>
        <source>Select the case before that failed.</source>
        <translation>Den vorigen fehlgeschlagenen Fall wählen.</translation>
    </message>
    <message>
        <source>Show response</source>
        <translation>Antwort zeigen</translation>
    </message>
    <message>
        <source>What the inspected step got.</source>
        <translation>Was der gezeigte Schritt bekam.</translation>
    </message>
    <message>
        <source>Show request</source>
        <translation>Anfrage zeigen</translation>
    </message>
    <message>
        <source>What the inspected step sent.</source>
        <translation>Was der gezeigte Schritt sandte.</translation>
    </message>
    <message>
        <source>Show headers</source>
        <translation>Kopfzeilen zeigen</translation>
    </message>
    <message>
        <source>Of request and response.</source>
        <translation>Von Anfrage und Antwort.</translation>
    </message>
    <message>
        <source>Show difference</source>
        <translation>Unterschied zeigen</translation>
    </message>
    <message>
        <source>How what was expected and what is there differ.</source>
        <translation>Wie sich Erwartung und Wirklichkeit unterscheiden.</translation>
    </message>
    <message>
        <source>Show raw</source>
        <translation>Roh zeigen</translation>
    </message>
    <message>
        <source>Both sides as they were sent.</source>
        <translation>Beide Seiten, wie sie gesendet wurden.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Copy the inspected request as a command for a shell.</source>
        <translation>Die gezeigte Anfrage als Befehl für eine Shell kopieren.</translation>
    </message>
    <message>
        <source>Copy what is inspected</source>
        <translation>Gezeigtes kopieren</translation>
    </message>
    <message>
        <source>Copy the text that the inspector shows, as it was sent.</source>
        <translation>Den Text des Inspektors kopieren, wie er gesendet wurde.</translation>
    </message>
    <message>
        <source>Save what is inspected…</source>
        <translation>Gezeigtes speichern…</translation>
    </message>
    <message>
        <source>Write what the inspector shows to a file.</source>
        <translation>Was der Inspektor zeigt, in eine Datei schreiben.</translation>
    </message>
    <message>
        <source>Update golden files</source>
        <translation>Musterdateien erneuern</translation>
    </message>
    <message>
        <source>Run the inspected case again with --update-snapshots: its golden files and those of the cases that it needs are written anew.</source>
        <translation>Den gezeigten Fall noch einmal mit --update-snapshots ausführen: seine Musterdateien und die der Fälle, die er braucht, werden neu geschrieben.</translation>
    </message>
    <message>
        <source>Run inspected case</source>
        <translation>Gezeigten Fall ausführen</translation>
    </message>
    <message>
        <source>Run the inspected case and what it needs.</source>
        <translation>Den gezeigten Fall ausführen und was er braucht.</translation>
    </message>
    <message>
        <source>Open source of what is inspected</source>
        <translation>Quelle des Gezeigten öffnen</translation>
    </message>
    <message>
        <source>Edit the file of the inspected step, or of its case.</source>
        <translation>Die Datei des gezeigten Schritts oder seines Falls bearbeiten.</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>Voriges Ereignis</translation>
    </message>
    <message>
        <source>The event before the inspected one.</source>
        <translation>Das Ereignis vor dem gezeigten.</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>Nächstes Ereignis</translation>
    </message>
    <message>
        <source>The event after the inspected one.</source>
        <translation>Das Ereignis nach dem gezeigten.</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Find a text in the file that is edited, or in the console.</source>
        <translation>Einen Text in der Datei suchen, die bearbeitet wird, oder in der Konsole.</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Go to the next place of the text.</source>
        <translation>Zur nächsten Stelle mit dem Text gehen.</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Rückwärts weitersuchen</translation>
    </message>
    <message>
        <source>Go to the place of the text before this one.</source>
        <translation>Zur Stelle mit dem Text davor gehen.</translation>
    </message>
    <message>
        <source>Suite file</source>
        <translation>Suite-Datei</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Write the file to the disk.</source>
        <translation>Die Datei auf die Platte schreiben.</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>Alle speichern</translation>
    </message>
    <message>
        <source>Write every file that is not saved.</source>
        <translation>Alle Dateien schreiben, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take the last change of the text back; runs and reloads keep the history.</source>
        <translation>Die letzte Änderung des Textes zurücknehmen; Läufe und Neuladen behalten den Verlauf.</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Make the change again that was taken back.</source>
        <translation>Die zurückgenommene Änderung wieder machen.</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen …</translation>
    </message>
    <message>
        <source>Find a text in the file and write another in its place.</source>
        <translation>Einen Text in der Datei suchen und einen anderen an seine Stelle schreiben.</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>Gehe zu Zeile …</translation>
    </message>
    <message>
        <source>Go to a line by its number.</source>
        <translation>Zu einer Zeile nach ihrer Nummer gehen.</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vervollständigen</translation>
    </message>
    <message>
        <source>List what can be written here.</source>
        <translation>Auflisten, was hier stehen kann.</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>Was ist das?</translation>
    </message>
    <message>
        <source>Say what the word at the cursor means.</source>
        <translation>Sagen, was das Wort an der Schreibmarke bedeutet.</translation>
    </message>
    <message>
        <source>Quick fix…</source>
        <translation>Schnelle Korrektur …</translation>
    </message>
    <message>
        <source>Correct the mistake at the cursor.</source>
        <translation>Den Fehler an der Schreibmarke beheben.</translation>
    </message>
    <message>
        <source>Go to definition</source>
        <translation>Gehe zur Definition</translation>
    </message>
    <message>
        <source>Go to the case, file, service or variable that is named at the cursor.</source>
        <translation>Zum Fall, zur Datei, zum Dienst oder zur Variablen gehen, die an der Schreibmarke genannt ist.</translation>
    </message>
    <message>
        <source>Rename case…</source>
        <translation>Fall umbenennen …</translation>
    </message>
    <message>
        <source>Rename the case at the cursor, and every need that names it.</source>
        <translation>Den Fall an der Schreibmarke umbenennen, und jedes „needs“, das ihn nennt.</translation>
    </message>
    <message>
        <source>Format file</source>
        <translation>Datei formatieren</translation>
    </message>
    <message>
        <source>Indent the file evenly; comments and meaning stay.</source>
        <translation>Die Datei gleichmäßig einrücken; Kommentare und Bedeutung bleiben.</translation>
    </message>
    <message>
        <source>Fold or unfold lines</source>
        <translation>Zeilen ein- oder ausklappen</translation>
    </message>
    <message>
        <source>Hide or show the lines that belong to this one.</source>
        <translation>Die Zeilen, die zu dieser gehören, verbergen oder zeigen.</translation>
    </message>
    <message>
        <source>Run case at cursor</source>
        <translation>Fall an der Schreibmarke ausführen</translation>
    </message>
    <message>
        <source>Save the file and run the case that the cursor is in.</source>
        <translation>Die Datei speichern und den Fall ausführen, in dem die Schreibmarke steht.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Aufbauen</translation>
    </message>
    <message>
        <source>Bring the selected environment up by itself; runs bring up their own.</source>
        <translation>Die gewählte Umgebung für sich aufbauen; Läufe bauen ihre eigene auf.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Vorgang abbrechen</translation>
    </message>
    <message>
        <source>End what goes on in the selected environment; what it has started goes down.</source>
        <translation>Beenden, was in der gewählten Umgebung vorgeht; was schon gestartet ist, wird abgebaut.</translation>
    </message>
    <message>
        <source>Destroy</source>
        <translation>Abbauen</translation>
    </message>
    <message>
        <source>Take the selected environment down; nothing is left.</source>
        <translation>Die gewählte Umgebung abbauen; nichts bleibt zurück.</translation>
    </message>
    <message>
        <source>Configure…</source>
        <translation>Einstellen…</translation>
    </message>
    <message>
        <source>Change settings of the selected service while it runs.</source>
        <translation>Einstellungen des gewählten Dienstes ändern, während er läuft.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Start the selected service again, whether it runs or not.</source>
        <translation>Den gewählten Dienst neu starten, ob er läuft oder nicht.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the selected service while the others go on.</source>
        <translation>Den gewählten Dienst anhalten, während die anderen weiterlaufen.</translation>
    </message>
    <message>
        <source>Open endpoint</source>
        <translation>Adresse öffnen</translation>
    </message>
    <message>
        <source>Open the address of the selected service in the browser.</source>
        <translation>Die Adresse des gewählten Dienstes im Browser öffnen.</translation>
    </message>
    <message>
        <source>Copy endpoint</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy the address of the selected service.</source>
        <translation>Die Adresse des gewählten Dienstes kopieren.</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>Läufe durchsuchen</translation>
    </message>
    <message>
        <source>Find a run of this workspace.</source>
        <translation>Einen Lauf dieses Arbeitsbereichs suchen.</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>Lauf öffnen</translation>
    </message>
    <message>
        <source>Show the selected run of the history in the views of a live one.</source>
        <translation>Den gewählten Lauf aus dem Verlauf in denselben Ansichten zeigen wie einen laufenden.</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>Läufe vergleichen</translation>
    </message>
    <message>
        <source>What changed between the two selected runs.</source>
        <translation>Was sich zwischen den zwei gewählten Läufen geändert hat.</translation>
    </message>
    <message>
        <source>Compare with the run before</source>
        <translation>Mit dem vorigen Lauf vergleichen</translation>
    </message>
    <message>
        <source>What changed from the run before to the last one.</source>
        <translation>Was sich vom vorigen zum letzten Lauf geändert hat.</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Preview and save a report of the selected run.</source>
        <translation>Einen Bericht des gewählten Laufs ansehen und speichern.</translation>
    </message>
    <message>
        <source>Export run…</source>
        <translation>Lauf exportieren…</translation>
    </message>
    <message>
        <source>Write the selected run with everything it kept to one file.</source>
        <translation>Den gewählten Lauf mit allem, was er aufbewahrt hat, in eine Datei schreiben.</translation>
    </message>
    <message>
        <source>Import run…</source>
        <translation>Lauf importieren…</translation>
    </message>
    <message>
        <source>Take runs of files into the history.</source>
        <translation>Läufe aus Dateien in den Verlauf übernehmen.</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>Läufe löschen</translation>
    </message>
    <message>
        <source>Take the selected runs out of the history; it can be undone.</source>
        <translation>Die gewählten Läufe aus dem Verlauf nehmen; das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Undo deletion</source>
        <translation>Löschen rückgängig machen</translation>
    </message>
    <message>
        <source>Put back the runs that were deleted last.</source>
        <translation>Die zuletzt gelöschten Läufe zurückholen.</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>Seiten tauschen</translation>
    </message>
    <message>
        <source>Compare the other way round.</source>
        <translation>Andersherum vergleichen.</translation>
    </message>
    <message>
        <source>Save comparison…</source>
        <translation>Vergleich speichern…</translation>
    </message>
    <message>
        <source>As Markdown or JSON.</source>
        <translation>Als Markdown oder JSON.</translation>
    </message>
    <message>
        <source>Run page</source>
        <translation>Laufseite</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Show graph</source>
        <translation>Graph zeigen</translation>
    </message>
    <message>
        <source>What needs what.</source>
        <translation>Welcher Fall welchen braucht.</translation>
    </message>
    <message>
        <source>Show timeline</source>
        <translation>Zeitachse zeigen</translation>
    </message>
    <message>
        <source>What happened when.</source>
        <translation>Was wann geschah.</translation>
    </message>
    <message>
        <source>Show table of cases</source>
        <translation>Tabelle der Fälle zeigen</translation>
    </message>
    <message>
        <source>Every case with its figures.</source>
        <translation>Jeder Fall mit seinen Zahlen.</translation>
    </message>
    <message>
        <source>Follow running</source>
        <translation>Laufenden Fällen folgen</translation>
    </message>
    <message>
        <source>Keep what runs in sight.</source>
        <translation>Im Blick behalten, was läuft.</translation>
    </message>
    <message>
        <source>Group by suite</source>
        <translation>Nach Suite gruppieren</translation>
    </message>
    <message>
        <source>Draw each suite as a group that folds; once more draws cases only.</source>
        <translation>Jede Suite als Gruppe zeichnen, die sich einklappen lässt; noch einmal zeichnet nur Fälle.</translation>
    </message>
    <message>
        <source>Group by phase</source>
        <translation>Nach Phase gruppieren</translation>
    </message>
    <message>
        <source>Draw each phase as a group that folds; once more draws cases only.</source>
        <translation>Jede Phase als Gruppe zeichnen, die sich einklappen lässt; noch einmal zeichnet nur Fälle.</translation>
    </message>
    <message>
        <source>Fold or unfold group</source>
        <translation>Gruppe ein- oder ausklappen</translation>
    </message>
    <message>
        <source>The group around the selected case.</source>
        <translation>Die Gruppe um den gewählten Fall.</translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation>Alle Gruppen einklappen</translation>
    </message>
    <message>
        <source>One box for each group.</source>
        <translation>Ein Kasten für jede Gruppe.</translation>
    </message>
    <message>
        <source>Unfold all groups</source>
        <translation>Alle Gruppen ausklappen</translation>
    </message>
    <message>
        <source>Every case of every group.</source>
        <translation>Jeder Fall jeder Gruppe.</translation>
    </message>
    <message>
        <source>Neighbours only</source>
        <translation>Nur Nachbarn</translation>
    </message>
    <message>
        <source>Only what the selected case needs and what needs it.</source>
        <translation>Nur, was der gewählte Fall braucht und was ihn braucht.</translation>
    </message>
    <message>
        <source>Two edges around</source>
        <translation>Zwei Kanten ringsum</translation>
    </message>
    <message>
        <source>Only what is at most two edges away from the selected case.</source>
        <translation>Nur, was höchstens zwei Kanten vom gewählten Fall entfernt ist.</translation>
    </message>
    <message>
        <source>Three edges around</source>
        <translation>Drei Kanten ringsum</translation>
    </message>
    <message>
        <source>Only what is at most three edges away from the selected case.</source>
        <translation>Nur, was höchstens drei Kanten vom gewählten Fall entfernt ist.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Take back the focus on a case.</source>
        <translation>Die Beschränkung auf einen Fall aufheben.</translation>
    </message>
    <message>
        <source>Zoom in on the graph</source>
        <translation>In den Graphen hineinzoomen</translation>
    </message>
    <message>
        <source>Larger boxes.</source>
        <translation>Größere Kästen.</translation>
    </message>
    <message>
        <source>Zoom out of the graph</source>
        <translation>Aus dem Graphen herauszoomen</translation>
    </message>
    <message>
        <source>More boxes.</source>
        <translation>Mehr Kästen.</translation>
    </message>
    <message>
        <source>Fit the graph</source>
        <translation>Graph einpassen</translation>
    </message>
    <message>
        <source>Show all of it.</source>
        <translation>Den ganzen Graphen zeigen.</translation>
    </message>
    <message>
        <source>Find in graph</source>
        <translation>Im Graphen suchen</translation>
    </message>
    <message>
        <source>Mark what matches the words or the filter.</source>
        <translation>Markieren, was zu den Worten oder zum Filter passt.</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>From its start to its end.</source>
        <translation>Von seinem Anfang bis zu seinem Ende.</translation>
    </message>
    <message>
        <source>Zoom in on time</source>
        <translation>In die Zeit hineinzoomen</translation>
    </message>
    <message>
        <source>Half as much time.</source>
        <translation>Halb so viel Zeit.</translation>
    </message>
    <message>
        <source>Zoom out of time</source>
        <translation>Aus der Zeit herauszoomen</translation>
    </message>
    <message>
        <source>Twice as much time.</source>
        <translation>Doppelt so viel Zeit.</translation>
    </message>
    <message>
        <source>Zoom to selection</source>
        <translation>Auf die Auswahl zoomen</translation>
    </message>
    <message>
        <source>The selected stretch of time, else the selected case.</source>
        <translation>Der gewählte Zeitabschnitt, sonst der gewählte Fall.</translation>
    </message>
    <message>
        <source>Undo zoom</source>
        <translation>Zoom rückgängig machen</translation>
    </message>
    <message>
        <source>Back to the stretch before.</source>
        <translation>Zurück zum vorigen Zeitabschnitt.</translation>
    </message>
    <message>
        <source>Redo zoom</source>
        <translation>Zoom wiederholen</translation>
    </message>
    <message>
        <source>To the stretch that was undone.</source>
        <translation>Wieder zu dem Zeitabschnitt, der rückgängig gemacht wurde.</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Dem Ende folgen</translation>
    </message>
    <message>
        <source>The right edge goes with the end of a live run.</source>
        <translation>Der rechte Rand folgt dem Ende eines laufenden Laufs.</translation>
    </message>
    <message>
        <source>Let go of the selected time</source>
        <translation>Zeitauswahl aufheben</translation>
    </message>
    <message>
        <source>No stretch of time is selected.</source>
        <translation>Dann ist kein Zeitabschnitt mehr gewählt.</translation>
    </message>
    <message>
        <source>Reset lanes</source>
        <translation>Spuren zurücksetzen</translation>
    </message>
    <message>
        <source>Every lane, in its first order.</source>
        <translation>Jede Spur, in ihrer ersten Ordnung.</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Replay the run that is shown.</source>
        <translation>Den gezeigten Lauf abspielen.</translation>
    </message>
    <message>
        <source>The replay goes on by one event.</source>
        <translation>Die Wiedergabe geht um ein Ereignis weiter.</translation>
    </message>
    <message>
        <source>The replay goes back by one event.</source>
        <translation>Die Wiedergabe geht um ein Ereignis zurück.</translation>
    </message>
    <message>
        <source>As fast as it was</source>
        <translation>In ursprünglicher Geschwindigkeit</translation>
    </message>
    <message>
        <source>Replay in real time.</source>
        <translation>In Echtzeit abspielen.</translation>
    </message>
    <message>
        <source>Ten times as fast</source>
        <translation>Zehnmal so schnell</translation>
    </message>
    <message>
        <source>Replay at ten times the speed.</source>
        <translation>Mit zehnfacher Geschwindigkeit abspielen.</translation>
    </message>
    <message>
        <source>A hundred times as fast</source>
        <translation>Hundertmal so schnell</translation>
    </message>
    <message>
        <source>Replay at a hundred times the speed.</source>
        <translation>Mit hundertfacher Geschwindigkeit abspielen.</translation>
    </message>
    <message>
        <source>Run changed</source>
        <translation>Geänderte ausführen</translation>
    </message>
    <message>
        <source>Run the cases of suites that were edited since all of them last ran.</source>
        <translation>Die Fälle der Suiten ausführen, die bearbeitet wurden, seit sie zuletzt ganz liefen.</translation>
    </message>
    <message>
        <source>Run this suite</source>
        <translation>Diese Suite ausführen</translation>
    </message>
    <message>
        <source>Run every case of the suite at the cursor.</source>
        <translation>Jeden Fall der Suite ausführen, in der die Auswahl steht.</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>Im Editor öffnen</translation>
    </message>
    <message>
        <source>Show where the case is written.</source>
        <translation>Zeigen, wo der Fall geschrieben steht.</translation>
    </message>
    <message>
        <source>Show in the run</source>
        <translation>Im Lauf zeigen</translation>
    </message>
    <message>
        <source>Show the case in every view of the run.</source>
        <translation>Den Fall in jeder Ansicht des Laufs zeigen.</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Quarantäne</translation>
    </message>
    <message>
        <source>Let the selected cases run without counting their failures, or count them again; this edits their files.</source>
        <translation>Die gewählten Fälle laufen lassen, ohne ihre Fehlschläge zu zählen, oder sie wieder zählen; das ändert ihre Dateien.</translation>
    </message>
    <message>
        <source>Copy case id</source>
        <translation>Fall-ID kopieren</translation>
    </message>
    <message>
        <source>Copy the ids of the selected cases, one a line.</source>
        <translation>Die IDs der gewählten Fälle kopieren, eine je Zeile.</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Als Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Copy the command that runs headless what the filter shows.</source>
        <translation>Den Befehl kopieren, der ohne Fenster ausführt, was der Filter zeigt.</translation>
    </message>
    <message>
        <source>Expand all suites</source>
        <translation>Alle Suiten aufklappen</translation>
    </message>
    <message>
        <source>Open every folder, suite and case with data.</source>
        <translation>Jeden Ordner, jede Suite und jeden Fall mit Daten aufklappen.</translation>
    </message>
    <message>
        <source>Collapse all suites</source>
        <translation>Alle Suiten zuklappen</translation>
    </message>
    <message>
        <source>Close every folder, suite and case with data.</source>
        <translation>Jeden Ordner, jede Suite und jeden Fall mit Daten zuklappen.</translation>
    </message>
    <message>
        <source>how it ended last: status:failed,flaky</source>
        <translation>wie er zuletzt endete: status:failed,flaky</translation>
    </message>
    <message>
        <source>a tag that it has: tag:db, tag:db*</source>
        <translation>ein Schlagwort, das er hat: tag:db, tag:db*</translation>
    </message>
    <message>
        <source>a part of its suite&apos;s name or file</source>
        <translation>ein Teil des Namens oder der Datei seiner Suite</translation>
    </message>
    <message>
        <source>how long it took: slow:&gt;2s, slow:&lt;100ms</source>
        <translation>wie lange er dauerte: slow:&gt;2s, slow:&lt;100ms</translation>
    </message>
    <message>
        <source>it needed more than one attempt: yes or no</source>
        <translation>er brauchte mehr als einen Versuch: yes oder no</translation>
    </message>
    <message>
        <source>its suite was edited since all of it last ran: yes or no</source>
        <translation>seine Suite wurde bearbeitet, seit sie zuletzt ganz lief: yes oder no</translation>
    </message>
    <message>
        <source>not in this run</source>
        <translation>nicht in diesem Lauf</translation>
    </message>
    <message>
        <source>new failure</source>
        <translation>neu fehlgeschlagen</translation>
    </message>
    <message>
        <source>still failing</source>
        <translation>weiterhin fehlgeschlagen</translation>
    </message>
    <message>
        <source>flaky</source>
        <translation>wackelig</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>langsamer</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weggefallen</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>behoben</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>schneller</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>%1 unverändert</translation>
    </message>
    <message>
        <source>%1 did not finish</source>
        <translation>%1 lief nicht zu Ende</translation>
    </message>
    <message>
        <source>half of the cases took %1 times as long</source>
        <translation>die Hälfte der Fälle brauchte %1-mal so lang</translation>
    </message>
    <message>
        <source>half of the cases took %1 of the time</source>
        <translation>die Hälfte der Fälle brauchte %1 der Zeit</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>live</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>no cases</source>
        <translation>keine Fälle</translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation>Heute %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>Gestern %1</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Past run</source>
        <translation>Vergangener Lauf</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are left out here: they came faster than they could be shown. History has all of them.</source>
        <translation>
            <numerusform>Hier fehlt %n Zeile: Sie kam schneller, als sie gezeigt werden konnte. Der Verlauf hat sie.</numerusform>
            <numerusform>Hier fehlen %n Zeilen: Sie kamen schneller, als sie gezeigt werden konnten. Der Verlauf hat alle.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ui::AttachmentModel</name>
    <message>
        <source>size unknown</source>
        <translation>Größe unbekannt</translation>
    </message>
</context>
<context>
    <name>assay::ui::BodyView</name>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Save body</source>
        <translation>Inhalt speichern</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
</context>
<context>
    <name>assay::ui::CaseInspector</name>
    <message>
        <source>Attempts and steps of the case</source>
        <translation>Versuche und Schritte des Falls</translation>
    </message>
    <message>
        <source>This case has not run yet. Ctrl+F5 runs it.</source>
        <translation>Dieser Fall ist noch nicht gelaufen. Strg+F5 führt ihn aus.</translation>
    </message>
    <message>
        <source>worker %1</source>
        <translation>Arbeiter %1</translation>
    </message>
    <message>
        <source>Root cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Kept world</source>
        <translation>Aufbewahrte Welt</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Open outside</source>
        <translation>Außerhalb öffnen</translation>
    </message>
    <message>
        <source>Open the file with the program that the desktop has for it.</source>
        <translation>Die Datei mit dem Programm öffnen, das der Desktop dafür vorsieht.</translation>
    </message>
    <message>
        <source>Attachments of the case</source>
        <translation>Anhänge des Falls</translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
    <message>
        <source>It waited through: %1</source>
        <translation>Abhängig über: %1</translation>
    </message>
    <message>
        <source>Root cause: %1</source>
        <translation>Ursache: %1</translation>
    </message>
</context>
<context>
    <name>assay::ui::CaseTableModel</name>
    <message>
        <source>status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>suite</source>
        <translation>Suite</translation>
    </message>
    <message>
        <source>worker</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>first failure or reason</source>
        <translation>erster Fehlschlag oder Grund</translation>
    </message>
</context>
<context>
    <name>assay::ui::ChartPane</name>
    <message>
        <source>%1: %2 to %3, %4 at the end</source>
        <translation>%1: %2 bis %3, am Ende %4</translation>
    </message>
    <message>
        <source>Nothing in this range</source>
        <translation>Nichts in diesem Zeitabschnitt</translation>
    </message>
</context>
<context>
    <name>assay::ui::ChartView</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Nothing has been measured yet. Run something: latency, requests, active cases and every sampled series are drawn here as they come.</source>
        <translation>Noch ist nichts gemessen. Führe etwas aus: Latenz, Anfragen, laufende Fälle und jede Messreihe erscheinen hier, sobald sie kommen.</translation>
    </message>
    <message>
        <source>0 s</source>
        <translation>0 s</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 · selected %2 from %3</source>
        <translation>%1 · gewählt %2 ab %3</translation>
    </message>
    <message>
        <source>choose charts</source>
        <translation>Diagramme wählen</translation>
    </message>
    <message>
        <source>Choose which charts are shown.</source>
        <translation>Wählen, welche Diagramme zu sehen sind.</translation>
    </message>
    <message>
        <source>show all</source>
        <translation>alles zeigen</translation>
    </message>
    <message>
        <source>Show the whole run.</source>
        <translation>Den ganzen Lauf zeigen.</translation>
    </message>
    <message>
        <source>Latency by kind of step</source>
        <translation>Latenz nach Art des Schritts</translation>
    </message>
    <message>
        <source>Latency by step</source>
        <translation>Latenz nach Schritt</translation>
    </message>
    <message>
        <source>Sampled series</source>
        <translation>Messreihen</translation>
    </message>
    <message>
        <source>Show or hide %1.</source>
        <translation>%1 zeigen oder verbergen.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Save charts as a picture</source>
        <translation>Diagramme als Bild speichern</translation>
    </message>
    <message>
        <source>Vector pictures (*.svg)</source>
        <translation>Vektorbilder (*.svg)</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
</context>
<context>
    <name>assay::ui::CodeEditor</name>
    <message>
        <source>Text of the file</source>
        <translation>Text der Datei</translation>
    </message>
</context>
<context>
    <name>assay::ui::CommandPalette</name>
    <message>
        <source>Find anything</source>
        <translation>Überall suchen</translation>
    </message>
    <message>
        <source>Search:  %1</source>
        <translation>Suche:  %1</translation>
    </message>
    <message>
        <source>Command, case, run, file, setting or help page</source>
        <translation>Befehl, Fall, Lauf, Datei, Einstellung oder Hilfeseite</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>assay::ui::ComparePage</name>
    <message>
        <source>Save comparison…</source>
        <translation>Vergleich speichern…</translation>
    </message>
    <message>
        <source>Select two runs in History and compare them.</source>
        <translation>Wähle zwei Läufe im Verlauf und vergleiche sie.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Compare the other way round</source>
        <translation>Andersherum vergleichen</translation>
    </message>
    <message>
        <source>Filter: status:failed tag:db text</source>
        <translation>Filter: status:failed tag:db Text</translation>
    </message>
    <message>
        <source>Filter of the compared cases</source>
        <translation>Filter der verglichenen Fälle</translation>
    </message>
    <message>
        <source>Cases of both runs</source>
        <translation>Fälle beider Läufe</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>- before, + after</source>
        <translation>- vorher, + nachher</translation>
    </message>
    <message>
        <source>The case before</source>
        <translation>Der Fall vorher</translation>
    </message>
    <message>
        <source>The case after</source>
        <translation>Der Fall nachher</translation>
    </message>
    <message>
        <source>How the two differ</source>
        <translation>Wie sich die beiden unterscheiden</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Compare %1 → %2</source>
        <translation>Vergleich %1 → %2</translation>
    </message>
    <message>
        <source>These runs cannot be compared.
%1</source>
        <translation>Diese Läufe lassen sich nicht vergleichen.
%1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>no difference but time</source>
        <translation>kein Unterschied außer der Zeit</translation>
    </message>
    <message>
        <source>Save comparison</source>
        <translation>Vergleich speichern</translation>
    </message>
    <message>
        <source>Markdown (*.md);;JSON (*.json)</source>
        <translation>Markdown (*.md);;JSON (*.json)</translation>
    </message>
    <message>
        <source>The comparison is in %1.</source>
        <translation>Der Vergleich steht in %1.</translation>
    </message>
</context>
<context>
    <name>assay::ui::ComparisonModel</name>
    <message>
        <source>case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
</context>
<context>
    <name>assay::ui::ConsentDialog</name>
    <message>
        <source>Run this workspace?</source>
        <translation>Diesen Arbeitsbereich ausführen?</translation>
    </message>
    <message>
        <source>This workspace has never run here.</source>
        <translation>Dieser Arbeitsbereich ist hier noch nie gelaufen.</translation>
    </message>
    <message>
        <source>Its suites can start programs, open connections and change files with your rights. Run it only if you trust where it comes from.</source>
        <translation>Seine Suiten können mit deinen Rechten Programme starten, Verbindungen öffnen und Dateien ändern. Führe ihn nur aus, wenn du seiner Herkunft traust.</translation>
    </message>
    <message>
        <source>Trust and run</source>
        <translation>Vertrauen und ausführen</translation>
    </message>
    <message>
        <source>Trust this workspace and run it</source>
        <translation>Diesem Arbeitsbereich vertrauen und ihn ausführen</translation>
    </message>
    <message>
        <source>Do not run</source>
        <translation>Nicht ausführen</translation>
    </message>
    <message>
        <source>Do not run this workspace</source>
        <translation>Diesen Arbeitsbereich nicht ausführen</translation>
    </message>
</context>
<context>
    <name>assay::ui::ConsolePanel</name>
    <message>
        <source>cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Show lines of cases and steps</source>
        <translation>Zeilen von Fällen und Schritten zeigen</translation>
    </message>
    <message>
        <source>services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Show lines of services</source>
        <translation>Zeilen von Diensten zeigen</translation>
    </message>
    <message>
        <source>health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Show health and faults</source>
        <translation>Zustand und Störungen zeigen</translation>
    </message>
    <message>
        <source>following</source>
        <translation>folgt</translation>
    </message>
    <message>
        <source>Keep the newest line in sight</source>
        <translation>Die neueste Zeile im Blick behalten</translation>
    </message>
    <message>
        <source>Least level that is shown</source>
        <translation>Niedrigste gezeigte Stufe</translation>
    </message>
    <message>
        <source>all levels</source>
        <translation>alle Stufen</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Find in console</source>
        <translation>In der Konsole suchen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n Zeile kopiert</numerusform>
            <numerusform>%n Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) saved</source>
        <translation>
            <numerusform>%n Zeile gespeichert</numerusform>
            <numerusform>%n Zeilen gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>find</source>
        <translation>suchen</translation>
    </message>
    <message>
        <source>Source that is shown</source>
        <translation>Gezeigte Quelle</translation>
    </message>
    <message>
        <source>all sources</source>
        <translation>alle Quellen</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Capital and small letters differ</source>
        <translation>Groß- und Kleinbuchstaben unterscheiden</translation>
    </message>
    <message>
        <source>Find a regular expression</source>
        <translation>Einen regulären Ausdruck suchen</translation>
    </message>
    <message>
        <source>only matches</source>
        <translation>nur Treffer</translation>
    </message>
    <message>
        <source>Show only lines with the text</source>
        <translation>Nur Zeilen mit dem Text zeigen</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>vorige</translation>
    </message>
    <message>
        <source>Find the previous line</source>
        <translation>Die vorige Zeile suchen</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nächste</translation>
    </message>
    <message>
        <source>Find the next line</source>
        <translation>Die nächste Zeile suchen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source> · %1 %</source>
        <translation> · %1 %</translation>
    </message>
    <message>
        <source>Save console</source>
        <translation>Konsole speichern</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles wählen</translation>
    </message>
    <message>
        <source>Only lines of %1</source>
        <translation>Nur Zeilen von %1</translation>
    </message>
    <message>
        <source>Lines of all sources</source>
        <translation>Zeilen aller Quellen</translation>
    </message>
    <message>
        <source>Save console…</source>
        <translation>Konsole speichern…</translation>
    </message>
    <message>
        <source>Clear console</source>
        <translation>Konsole leeren</translation>
    </message>
    <message>
        <source>Lines shown</source>
        <translation>Gezeigte Zeilen</translation>
    </message>
</context>
<context>
    <name>assay::ui::ConsoleView</name>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Lines of the console</source>
        <translation>Zeilen der Konsole</translation>
    </message>
    <message>
        <source>Columns of the console</source>
        <translation>Spalten der Konsole</translation>
    </message>
</context>
<context>
    <name>assay::ui::DockHead</name>
    <message>
        <source>Panels in this place</source>
        <translation>Bereiche an dieser Stelle</translation>
    </message>
</context>
<context>
    <name>assay::ui::EditorView</name>
    <message>
        <source>Rename case</source>
        <translation>Fall umbenennen</translation>
    </message>
    <message>
        <source>New name, here and in every need:</source>
        <translation>Neuer Name, hier und in jedem „needs“:</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The file is write-protected: it can be edited, but not saved here.</source>
        <translation>Die Datei ist schreibgeschützt: sie kann bearbeitet, aber hier nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The file changed on the disk, and you changed it here.</source>
        <translation>Die Datei wurde auf der Platte geändert, und Sie haben sie hier geändert.</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere nehmen</translation>
    </message>
    <message>
        <source>Show both</source>
        <translation>Beide zeigen</translation>
    </message>
    <message>
        <source>The file was deleted or moved. Its text is only here.</source>
        <translation>Die Datei wurde gelöscht oder verschoben. Ihr Text ist nur noch hier.</translation>
    </message>
    <message>
        <source>Save it again</source>
        <translation>Wieder speichern</translation>
    </message>
    <message>
        <source>The file can no longer be read. Its text is only here.</source>
        <translation>Die Datei kann nicht mehr gelesen werden. Ihr Text ist nur noch hier.</translation>
    </message>
    <message>
        <source>What differs between the disk and this window</source>
        <translation>Was sich zwischen der Platte und diesem Fenster unterscheidet</translation>
    </message>
    <message>
        <source># - on the disk   + in this window
</source>
        <translation># - auf der Platte   + in diesem Fenster
</translation>
    </message>
    <message>
        <source>The file changed meanwhile: the case is not renamed here.</source>
        <translation>Die Datei wurde inzwischen geändert: der Fall ist hier nicht umbenannt.</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Gehe zu Zeile</translation>
    </message>
    <message>
        <source>Line:</source>
        <translation>Zeile:</translation>
    </message>
    <message>
        <source>Nothing can be fixed here at once</source>
        <translation>Hier lässt sich nichts sofort beheben</translation>
    </message>
    <message>
        <source>A quick fix corrects it</source>
        <translation>Eine schnelle Korrektur behebt es</translation>
    </message>
    <message>
        <source>%1 corrects it</source>
        <translation>%1 behebt es</translation>
    </message>
</context>
<context>
    <name>assay::ui::Editors</name>
    <message>
        <source>Open a file first.</source>
        <translation>Öffnen Sie zuerst eine Datei.</translation>
    </message>
    <message>
        <source>The cursor is in no case.</source>
        <translation>Die Schreibmarke steht in keinem Fall.</translation>
    </message>
    <message>
        <source>Close file</source>
        <translation>Datei schließen</translation>
    </message>
    <message>
        <source>%1 is not saved.</source>
        <translation>%1 ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>What you typed is lost when you discard it.</source>
        <translation>Was Sie geschrieben haben, geht verloren, wenn Sie es verwerfen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are not saved.</source>
        <translation>
            <numerusform>%n Datei ist nicht gespeichert.</numerusform>
            <numerusform>%n Dateien sind nicht gespeichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ui::EnvironmentModel</name>
    <message>
        <source>up %1</source>
        <translation>läuft seit %1</translation>
    </message>
</context>
<context>
    <name>assay::ui::EnvironmentPanel</name>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>none needed</source>
        <translation>keine nötig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>down</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>up</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>changing</source>
        <translation>ändert sich</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>The workspace has no environments. Files in a folder &quot;environments&quot; describe them.</source>
        <translation>Der Arbeitsbereich hat keine Umgebungen. Dateien in einem Ordner „environments“ beschreiben sie.</translation>
    </message>
    <message>
        <source>Environments and their services</source>
        <translation>Umgebungen und ihre Dienste</translation>
    </message>
    <message>
        <source>Last lines of the service</source>
        <translation>Letzte Zeilen des Dienstes</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>of run %1</source>
        <translation>von Lauf %1</translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation>%1 von %2 bereit</translation>
    </message>
    <message>
        <source>Configure %1</source>
        <translation>%1 einstellen</translation>
    </message>
    <message>
        <source>Settings as JSON, for example { &quot;work_mem&quot;: &quot;64MB&quot; }; of a process { &quot;environment&quot;: { &quot;NAME&quot;: &quot;value&quot; } }, which starts it again:</source>
        <translation>Einstellungen als JSON, zum Beispiel { &quot;work_mem&quot;: &quot;64MB&quot; }; bei einem Prozess { &quot;environment&quot;: { &quot;NAME&quot;: &quot;value&quot; } }, was ihn neu startet:</translation>
    </message>
    <message>
        <source>These are no settings: %1 at character %2</source>
        <translation>Das sind keine Einstellungen: %1 bei Zeichen %2</translation>
    </message>
    <message>
        <source>not a map</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
</context>
<context>
    <name>assay::ui::EventInspector</name>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The event as JSON</source>
        <translation>Das Ereignis als JSON</translation>
    </message>
    <message>
        <source>The event before</source>
        <translation>Das Ereignis davor</translation>
    </message>
    <message>
        <source>The event after</source>
        <translation>Das Ereignis danach</translation>
    </message>
    <message>
        <source>event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>The run has not come to event %1.</source>
        <translation>Der Lauf ist noch nicht beim Ereignis %1.</translation>
    </message>
    <message>
        <source>Event %1 is not kept any more; history has all of them.</source>
        <translation>Das Ereignis %1 ist nicht mehr aufbewahrt; der Verlauf hat alle.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>assay::ui::FilterBar</name>
    <message>
        <source>Filter: status:failed tag:smoke…</source>
        <translation>Filter: status:failed tag:smoke…</translation>
    </message>
    <message>
        <source>Filter of the suites</source>
        <translation>Filter der Suiten</translation>
    </message>
    <message>
        <source>-term negates; other words are searched in name and suite</source>
        <translation>-Begriff verneint; andere Worte werden in Name und Suite gesucht</translation>
    </message>
    <message>
        <source>What may stand here</source>
        <translation>Was hier stehen kann</translation>
    </message>
</context>
<context>
    <name>assay::ui::FilterChips</name>
    <message>
        <source>Filter term %1</source>
        <translation>Filterbegriff %1</translation>
    </message>
    <message>
        <source>Filter term %1, not understood</source>
        <translation>Filterbegriff %1, nicht verstanden</translation>
    </message>
    <message>
        <source>Click negates, the cross or Delete removes</source>
        <translation>Klicken verneint, das Kreuz oder Entf entfernt</translation>
    </message>
</context>
<context>
    <name>assay::ui::FindBar</name>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Text to find</source>
        <translation>Text, der gesucht wird</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Text to replace it with</source>
        <translation>Text, der ihn ersetzt</translation>
    </message>
    <message>
        <source>Capital and small letters differ</source>
        <translation>Große und kleine Buchstaben unterscheiden</translation>
    </message>
    <message>
        <source>Match letter case</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>Match whole words</source>
        <translation>Ganze Wörter beachten</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n ersetzt</numerusform>
            <numerusform>%n ersetzt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ui::GraphPanel</name>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>show everything</source>
        <translation>alles zeigen</translation>
    </message>
    <message>
        <source>Take back the focus on a case.</source>
        <translation>Die Beschränkung auf einen Fall aufheben.</translation>
    </message>
    <message>
        <source>follow running</source>
        <translation>laufenden Fällen folgen</translation>
    </message>
    <message>
        <source>Keep what runs in sight.</source>
        <translation>Im Blick behalten, was läuft.</translation>
    </message>
    <message>
        <source>group by suite</source>
        <translation>nach Suite gruppieren</translation>
    </message>
    <message>
        <source>Draw each suite as a group that folds.</source>
        <translation>Jede Suite als Gruppe zeichnen, die sich einklappen lässt.</translation>
    </message>
    <message>
        <source>by phase</source>
        <translation>nach Phase</translation>
    </message>
    <message>
        <source>Draw each phase as a group that folds.</source>
        <translation>Jede Phase als Gruppe zeichnen, die sich einklappen lässt.</translation>
    </message>
    <message>
        <source>Search the graph</source>
        <translation>Graph durchsuchen</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Words or status:failed tag:db; Return goes to the next, Shift+Return to the one before.</source>
        <translation>Worte oder status:failed tag:db; die Eingabetaste geht zum nächsten, Umschalt+Eingabe zum vorigen.</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>neighbours of one case</source>
        <translation>Nachbarn eines Falls</translation>
    </message>
    <message>
        <source>%1 edges around one case</source>
        <translation>%1 Kanten um einen Fall</translation>
    </message>
    <message>
        <source>laying out…</source>
        <translation>wird angeordnet…</translation>
    </message>
</context>
<context>
    <name>assay::ui::GraphView</name>
    <message>
        <source>Execution graph</source>
        <translation>Ausführungsgraph</translation>
    </message>
    <message>
        <source>%1 · %2 of %3 finished</source>
        <translation>%1 · %2 von %3 beendet</translation>
    </message>
    <message>
        <source> · %1 failed</source>
        <translation> · %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>worker %1</source>
        <translation>Arbeiter %1</translation>
    </message>
    <message>
        <source>needs %1, needed by %2</source>
        <translation>braucht %1, gebraucht von %2</translation>
    </message>
    <message>
        <source>Laying out %1 cases…</source>
        <translation>%1 Fälle werden angeordnet…</translation>
    </message>
    <message>
        <source>Run something, and its cases and what they need stand here.</source>
        <translation>Führe etwas aus; dann stehen hier die Fälle und was sie brauchen.</translation>
    </message>
    <message>
        <source>Show only what is next to it</source>
        <translation>Nur zeigen, was direkt daneben liegt</translation>
    </message>
    <message>
        <source>Show only what is %1 edges away</source>
        <translation>Nur zeigen, was bis zu %1 Kanten entfernt ist</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Unfold group</source>
        <translation>Gruppe ausklappen</translation>
    </message>
    <message>
        <source>Fold group</source>
        <translation>Gruppe einklappen</translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation>Alle Gruppen einklappen</translation>
    </message>
    <message>
        <source>Unfold all groups</source>
        <translation>Alle Gruppen ausklappen</translation>
    </message>
    <message>
        <source>Fit all</source>
        <translation>Alles einpassen</translation>
    </message>
</context>
<context>
    <name>assay::ui::HelpPage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Search the help…</source>
        <translation>Hilfe durchsuchen…</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Hilfe durchsuchen</translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation>Hilfeseiten</translation>
    </message>
    <message>
        <source>Text of the help page</source>
        <translation>Text der Hilfeseite</translation>
    </message>
    <message>
        <source># There is no such page

%1 is not part of the help. [Index](index.md)</source>
        <translation># Diese Seite gibt es nicht

%1 gehört nicht zur Hilfe. [Übersicht](index.md)</translation>
    </message>
</context>
<context>
    <name>assay::ui::InspectorPanel</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Select a case, a step, a service or an event to see everything about it.</source>
        <translation>Wähle einen Fall, einen Schritt, einen Dienst oder ein Ereignis, um alles darüber zu sehen.</translation>
    </message>
    <message>
        <source>The inspector shows nothing that this can be done with.</source>
        <translation>Der Inspektor zeigt nichts, womit das geht.</translation>
    </message>
    <message>
        <source>No case of this run has failed.</source>
        <translation>In diesem Lauf ist kein Fall fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>assay::ui::LogExport</name>
    <message>
        <source>that is more than %1 and too much for the clipboard</source>
        <translation>das ist mehr als %1 und zu viel für die Zwischenablage</translation>
    </message>
    <message>
        <source>save the console as a file instead</source>
        <translation>speichere die Konsole stattdessen als Datei</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>choose another folder or free space</source>
        <translation>wähle einen anderen Ordner oder schaffe Platz</translation>
    </message>
</context>
<context>
    <name>assay::ui::LogModel</name>
    <message>
        <source>%1; copy gives all of it</source>
        <translation>%1; Kopieren liefert alles</translation>
    </message>
</context>
<context>
    <name>assay::ui::LogStore</name>
    <message>
        <source>%1 lines are missing here: they came faster than they can be written</source>
        <translation>hier fehlen %1 Zeilen: sie kamen schneller, als sie geschrieben werden können</translation>
    </message>
    <message>
        <source>%1 lines are kept</source>
        <translation>%1 Zeilen werden aufbewahrt</translation>
    </message>
    <message>
        <source>%1 are kept</source>
        <translation>%1 werden aufbewahrt</translation>
    </message>
    <message>
        <source>the disk is nearly full</source>
        <translation>der Datenträger ist fast voll</translation>
    </message>
    <message>
        <source>%1: from here on only the newest lines are held, in memory; %2 lines are gone</source>
        <translation>%1: ab hier bleiben nur die neuesten Zeilen, im Speicher; %2 Zeilen sind verloren</translation>
    </message>
    <message>
        <source>this line cannot be read back from the disk</source>
        <translation>diese Zeile kann nicht zurückgelesen werden</translation>
    </message>
</context>
<context>
    <name>assay::ui::MainWindow</name>
    <message>
        <source>The window closes when every teardown is done.</source>
        <translation>Das Fenster schließt, wenn alles abgebaut ist.</translation>
    </message>
    <message>
        <source>Reset layout goes back to this arrangement.</source>
        <translation>„Anordnung zurücksetzen“ kehrt zu dieser Anordnung zurück.</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>The example is not installed.</source>
        <translation>Das Beispiel ist nicht installiert.</translation>
    </message>
    <message>
        <source>It belongs into share/assay/example beside the program.</source>
        <translation>Es gehört nach share/assay/example neben das Programm.</translation>
    </message>
    <message>
        <source>Folder for a copy of the example</source>
        <translation>Ordner für eine Kopie des Beispiels</translation>
    </message>
    <message>
        <source>Copying the example…</source>
        <translation>Das Beispiel wird kopiert…</translation>
    </message>
    <message>
        <source>About Assay</source>
        <translation>Über Assay</translation>
    </message>
    <message>
        <source>Integration tests of whole systems, on one time axis.
Free software under the GNU General Public License, version 3 or later; without warranty.</source>
        <translation>Integrationstests ganzer Systeme auf einer Zeitachse.
Freie Software unter der GNU General Public License, Version 3 oder neuer; ohne Gewähr.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>E&amp;nvironment</source>
        <translation>&amp;Umgebung</translation>
    </message>
    <message>
        <source>&amp;Analyze</source>
        <translation>Aus&amp;werten</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Search commands, cases, runs…</source>
        <translation>Befehle, Fälle, Läufe suchen…</translation>
    </message>
    <message>
        <source>Search commands, cases, runs, files, settings and help</source>
        <translation>Befehle, Fälle, Läufe, Dateien, Einstellungen und Hilfe durchsuchen</translation>
    </message>
    <message>
        <source> — run %1</source>
        <translation> — Lauf %1</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>by suite</source>
        <translation>je Suite</translation>
    </message>
    <message>
        <source>The run was not started.</source>
        <translation>Der Lauf wurde nicht gestartet.</translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>Probleme zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) failed</source>
        <translation>
            <numerusform>%n Fall ist fehlgeschlagen</numerusform>
            <numerusform>%n Fälle sind fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>The run is over</source>
        <translation>Der Lauf ist vorbei</translation>
    </message>
    <message>
        <source>Show run</source>
        <translation>Lauf zeigen</translation>
    </message>
    <message>
        <source>%1 cannot be opened.</source>
        <translation>%1 kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Drop a folder, a suite file (.yaml) or a run (.assayrun).</source>
        <translation>Ziehe einen Ordner, eine Suite (.yaml) oder einen Lauf (.assayrun) hierher.</translation>
    </message>
    <message>
        <source>%1 could not be saved.</source>
        <translation>%1 konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Datei zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not saved when Assay ended.</source>
        <translation>
            <numerusform>%n Datei war nicht gespeichert, als Assay endete.</numerusform>
            <numerusform>%n Dateien waren nicht gespeichert, als Assay endete.</numerusform>
        </translation>
    </message>
    <message>
        <source>What was typed is back in the editor.</source>
        <translation>Was geschrieben wurde, steht wieder im Editor.</translation>
    </message>
    <message>
        <source>Open a past run first: it can be replayed.</source>
        <translation>Öffne zuerst einen vergangenen Lauf: er lässt sich abspielen.</translation>
    </message>
    <message>
        <source>Compare two runs of the history first.</source>
        <translation>Vergleiche zuerst zwei Läufe des Verlaufs.</translation>
    </message>
    <message>
        <source>The run is not whole in history.</source>
        <translation>Der Lauf ist nicht ganz im Verlauf.</translation>
    </message>
    <message>
        <source>%1. It stays in this window until the next one begins.</source>
        <translation>%1. Er bleibt in diesem Fenster, bis der nächste beginnt.</translation>
    </message>
    <message>
        <source>Show history</source>
        <translation>Verlauf zeigen</translation>
    </message>
</context>
<context>
    <name>assay::ui::NotificationBell</name>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>Meldungen, %n neue</numerusform>
            <numerusform>Meldungen, %n neue</numerusform>
        </translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>The last notifications</source>
        <translation>Die letzten Meldungen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear notifications</source>
        <translation>Meldungen leeren</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
</context>
<context>
    <name>assay::ui::NotificationCard</name>
    <message>
        <source>Information</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Close notification</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>assay::ui::NotificationStack</name>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>assay::ui::OutcomeBar</name>
    <message>
        <source>%1 passed, %2 flaky, %3 failed, %4 skipped or stopped, of %5</source>
        <translation>%1 bestanden, %2 wackelig, %3 fehlgeschlagen, %4 übersprungen oder angehalten, von %5</translation>
    </message>
</context>
<context>
    <name>assay::ui::PageArea</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Close page</source>
        <translation>Seite schließen</translation>
    </message>
</context>
<context>
    <name>assay::ui::PaletteModel</name>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>assay::ui::PastRunPage</name>
    <message>
        <source>Console and charts of the run</source>
        <translation>Konsole und Diagramme des Laufs</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>◐ live</source>
        <translation>◐ läuft</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Reading… %1 %</source>
        <translation>Wird gelesen… %1 %</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>This run cannot be shown.
%1</source>
        <translation>Dieser Lauf kann nicht gezeigt werden.
%1</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
</context>
<context>
    <name>assay::ui::PhaseBar</name>
    <message>
        <source>waiting for the first byte</source>
        <translation>Warten auf das erste Byte</translation>
    </message>
    <message>
        <source>receiving the answer</source>
        <translation>Empfangen der Antwort</translation>
    </message>
    <message>
        <source>sending the request</source>
        <translation>Senden der Anfrage</translation>
    </message>
</context>
<context>
    <name>assay::ui::ProblemModel</name>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation>was zu tun ist</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wo</translation>
    </message>
</context>
<context>
    <name>assay::ui::ProblemsPanel</name>
    <message>
        <source>No problems.</source>
        <translation>Keine Probleme.</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
</context>
<context>
    <name>assay::ui::ReplayBar</name>
    <message>
        <source>Play %1 times as fast</source>
        <translation>%1-mal so schnell abspielen</translation>
    </message>
    <message>
        <source>❚❚ Pause</source>
        <translation>❚❚ Anhalten</translation>
    </message>
    <message>
        <source>▶ Play</source>
        <translation>▶ Abspielen</translation>
    </message>
    <message>
        <source>Pause the replay</source>
        <translation>Die Wiedergabe anhalten</translation>
    </message>
    <message>
        <source>Play the run again</source>
        <translation>Den Lauf noch einmal abspielen</translation>
    </message>
</context>
<context>
    <name>assay::ui::ReportPage</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Preview of the report</source>
        <translation>Vorschau des Berichts</translation>
    </message>
    <message>
        <source>Format of the report</source>
        <translation>Format des Berichts</translation>
    </message>
    <message>
        <source>Report %1</source>
        <translation>Bericht %1</translation>
    </message>
    <message>
        <source>of run %1</source>
        <translation>von Lauf %1</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben…</translation>
    </message>
    <message>
        <source>
… cut after 256 kB</source>
        <translation>
… nach 256 kB abgeschnitten</translation>
    </message>
    <message>
        <source>No browser answered; the report is %1.</source>
        <translation>Kein Browser hat geantwortet; der Bericht steht in %1.</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>Der Bericht steht in %1.</translation>
    </message>
</context>
<context>
    <name>assay::ui::RunCommands</name>
    <message>
        <source>Selected (%1)</source>
        <translation>Gewählte (%1)</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Gewählte</translation>
    </message>
    <message>
        <source>Failed (%1)</source>
        <translation>Fehlgeschlagene (%1)</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagene</translation>
    </message>
</context>
<context>
    <name>assay::ui::RunController</name>
    <message>
        <source>a run is live in this window</source>
        <translation>in diesem Fenster läuft gerade ein Lauf</translation>
    </message>
    <message>
        <source>abort it or wait for its end</source>
        <translation>brich ihn ab oder warte sein Ende ab</translation>
    </message>
    <message>
        <source>history on</source>
        <translation>Verlauf an</translation>
    </message>
    <message>
        <source>history: %1</source>
        <translation>Verlauf: %1</translation>
    </message>
</context>
<context>
    <name>assay::ui::RunListModel</name>
    <message>
        <source>reading…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>started</source>
        <translation>gestartet</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>Schlagworte</translation>
    </message>
</context>
<context>
    <name>assay::ui::RunPage</name>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Cases of the run</source>
        <translation>Fälle des Laufs</translation>
    </message>
    <message>
        <source>what needs attention first</source>
        <translation>das Dringende zuerst</translation>
    </message>
    <message>
        <source>%1 of %2, filtered</source>
        <translation>%1 von %2, gefiltert</translation>
    </message>
</context>
<context>
    <name>assay::ui::RunSeries</name>
    <message>
        <source>of requests</source>
        <translation>von Anfragen</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>active cases</source>
        <translation>laufende Fälle</translation>
    </message>
    <message>
        <source>cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>events/s</source>
        <translation>Ereignisse/s</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>of other steps</source>
        <translation>von anderen Schritten</translation>
    </message>
    <message>
        <source>of %1 steps</source>
        <translation>von %1-Schritten</translation>
    </message>
</context>
<context>
    <name>assay::ui::RunsPage</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search: status:failed branch:main after:2026-11-01 text…</source>
        <translation>Suche: status:failed branch:main after:2026-11-01 Text…</translation>
    </message>
    <message>
        <source>Search of runs</source>
        <translation>Suche nach Läufen</translation>
    </message>
    <message>
        <source>status:failed,interrupted  branch:main  env:local  tag:nightly  after:7d  before:2026-11-01  slow:&gt;2m  -branch:wip  text</source>
        <translation>status:failed,interrupted  branch:main  env:local  tag:nightly  after:7d  before:2026-11-01  slow:&gt;2m  -branch:wip  Text</translation>
    </message>
    <message>
        <source>Runs, newest first</source>
        <translation>Läufe, neueste zuerst</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 Lauf</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 Läufe</translation>
    </message>
    <message>
        <source>Open a workspace to see its runs.</source>
        <translation>Öffne einen Arbeitsbereich, um seine Läufe zu sehen.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>History cannot be read. Everything else works.</source>
        <translation>Der Verlauf kann nicht gelesen werden. Alles andere geht.</translation>
    </message>
    <message>
        <source>Nothing has run yet. F5 runs every case; a dropped .assayrun file is taken in.</source>
        <translation>Noch ist nichts gelaufen. F5 führt jeden Fall aus; eine hierher gezogene .assayrun-Datei wird übernommen.</translation>
    </message>
    <message>
        <source>No run is like this.</source>
        <translation>Kein Lauf passt dazu.</translation>
    </message>
    <message>
        <source>Select two runs to compare them.</source>
        <translation>Wähle zwei Läufe, um sie zu vergleichen.</translation>
    </message>
    <message>
        <source>cannot make the folder %1</source>
        <translation>der Ordner %1 kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>Export run</source>
        <translation>Lauf exportieren</translation>
    </message>
    <message>
        <source>Runs (*.assayrun)</source>
        <translation>Läufe (*.assayrun)</translation>
    </message>
    <message>
        <source>Run %1 is in %2.</source>
        <translation>Lauf %1 steht in %2.</translation>
    </message>
    <message>
        <source>Import runs</source>
        <translation>Läufe importieren</translation>
    </message>
    <message>
        <source>Run %1 was taken in.</source>
        <translation>Lauf %1 wurde übernommen.</translation>
    </message>
    <message>
        <source>%1 runs were taken in.</source>
        <translation>%1 Läufe wurden übernommen.</translation>
    </message>
    <message>
        <source>1 run was deleted.</source>
        <translation>1 Lauf wurde gelöscht.</translation>
    </message>
    <message>
        <source>%1 runs were deleted.</source>
        <translation>%1 Läufe wurden gelöscht.</translation>
    </message>
</context>
<context>
    <name>assay::ui::ServiceInspector</name>
    <message>
        <source>States of the service</source>
        <translation>Zustandswechsel des Dienstes</translation>
    </message>
    <message>
        <source>Last lines of the service</source>
        <translation>Letzte Zeilen des Dienstes</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Up for</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Näheres</translation>
    </message>
    <message>
        <source>States</source>
        <translation>Zustandswechsel</translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation>Letzte Zeilen</translation>
    </message>
    <message>
        <source>The service &quot;%1&quot; is not of this run. The panel of environments shows it.</source>
        <translation>Der Dienst „%1“ gehört nicht zu diesem Lauf. Der Bereich „Umgebung“ zeigt ihn.</translation>
    </message>
    <message>
        <source>It has written nothing yet.</source>
        <translation>Er hat noch nichts geschrieben.</translation>
    </message>
    <message>
        <source>The environment &quot;%1&quot; is down, so there is nothing of its service &quot;%2&quot;.</source>
        <translation>Die Umgebung „%1“ ist aus, also gibt es von ihrem Dienst „%2“ nichts.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>assay::ui::SettingsPage</name>
    <message>
        <source>No setting fits.</source>
        <translation>Keine Einstellung passt.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search the settings…</source>
        <translation>Einstellungen durchsuchen…</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
</context>
<context>
    <name>assay::ui::SettingsRow</name>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>%1: back to the default</source>
        <translation>%1: zurück zur Vorgabe</translation>
    </message>
</context>
<context>
    <name>assay::ui::ShortcutsPage</name>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Commands and their shortcuts</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>shortcut</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>All defaults</source>
        <translation>Alle Vorgaben</translation>
    </message>
    <message>
        <source>%1 is the shortcut of &quot;%2&quot;, which loses it.</source>
        <translation>%1 gehört zu „%2“, das die Tasten verliert.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>assay::ui::StatusChips</name>
    <message>
        <source>%1: click to filter</source>
        <translation>%1: Klicken filtert</translation>
    </message>
</context>
<context>
    <name>assay::ui::StatusLine</name>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>no workspace</source>
        <translation>kein Arbeitsbereich</translation>
    </message>
    <message>
        <source>opening…</source>
        <translation>wird geöffnet…</translation>
    </message>
    <message>
        <source>planning…</source>
        <translation>wird geplant…</translation>
    </message>
    <message>
        <source>stopping; every teardown runs · %1</source>
        <translation>hält an; alles wird abgebaut · %1</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>startet…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>events %1</source>
        <translation>Ereignisse %1</translation>
    </message>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>Z. %1, Sp. %2</translation>
    </message>
</context>
<context>
    <name>assay::ui::StepTreeModel</name>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>%1 tries · %2</source>
        <translation>%1 Anläufe · %2</translation>
    </message>
</context>
<context>
    <name>assay::ui::StepView</name>
    <message>
        <source>What did not hold</source>
        <translation>Was nicht galt</translation>
    </message>
    <message>
        <source>Body of the exchange</source>
        <translation>Inhalt des Austauschs</translation>
    </message>
    <message>
        <source>Update golden</source>
        <translation>Muster erneuern</translation>
    </message>
    <message>
        <source>Run the case again and write its golden files anew, and those of the cases that it needs.</source>
        <translation>Den Fall noch einmal ausführen und seine Musterdateien neu schreiben, und die der Fälle, die er braucht.</translation>
    </message>
    <message>
        <source>Re-run case</source>
        <translation>Fall wiederholen</translation>
    </message>
    <message>
        <source>Run the case and what it needs.</source>
        <translation>Den Fall ausführen und was er braucht.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Copy the request as a command for a shell.</source>
        <translation>Die Anfrage als Befehl für eine Shell kopieren.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy what is shown.</source>
        <translation>Kopieren, was gezeigt wird.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Write what is shown to a file.</source>
        <translation>Was gezeigt wird, in eine Datei schreiben.</translation>
    </message>
    <message>
        <source>skipped: %1</source>
        <translation>übersprungen: %1</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>This step has sent and logged nothing.</source>
        <translation>Dieser Schritt hat nichts gesendet und nichts protokolliert.</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>Anhang</translation>
    </message>
    <message>
        <source>This request is no HTTP request.</source>
        <translation>Diese Anfrage ist keine HTTP-Anfrage.</translation>
    </message>
    <message>
        <source>Copied as curl</source>
        <translation>Als curl kopiert</translation>
    </message>
    <message>
        <source>Copied as curl, without %1</source>
        <translation>Als curl kopiert, ohne %1</translation>
    </message>
</context>
<context>
    <name>assay::ui::SuiteTreeModel</name>
    <message>
        <source>%1 does not load: %2</source>
        <translation>%1 lässt sich nicht laden: %2</translation>
    </message>
    <message>
        <source>and %1 more in Problems</source>
        <translation>und noch %1 unter „Probleme“</translation>
    </message>
    <message>
        <source>%1: a case for each row of its data</source>
        <translation>%1: ein Fall für jede Zeile seiner Daten</translation>
    </message>
    <message>
        <source>quarantined: it runs, but its failure does not count</source>
        <translation>in Quarantäne: er läuft, aber sein Fehlschlag zählt nicht</translation>
    </message>
    <message>
        <source>edited since all of its suite last ran</source>
        <translation>bearbeitet, seit seine Suite zuletzt ganz lief</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>in Quarantäne</translation>
    </message>
</context>
<context>
    <name>assay::ui::SuitesPanel</name>
    <message>
        <source>Suites</source>
        <translation>Suiten</translation>
    </message>
    <message>
        <source>Suites and cases</source>
        <translation>Suiten und Fälle</translation>
    </message>
    <message>
        <source>1 case</source>
        <translation>1 Fall</translation>
    </message>
    <message>
        <source>%1 cases</source>
        <translation>%1 Fälle</translation>
    </message>
    <message>
        <source>The system watches %1 of %2 files for changes; Ctrl+R reads them all anew.</source>
        <translation>Das System überwacht %1 von %2 Dateien auf Änderungen; Strg+R liest alle neu.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2, %1 gezeigt</translation>
    </message>
    <message>
        <source> · 1 file does not load</source>
        <translation> · 1 Datei lässt sich nicht laden</translation>
    </message>
    <message>
        <source> · %1 files do not load</source>
        <translation> · %1 Dateien lassen sich nicht laden</translation>
    </message>
    <message>
        <source>Nothing was edited since it last ran.</source>
        <translation>Seit dem letzten Lauf wurde nichts bearbeitet.</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
    <message>
        <source>Copied %1 ids</source>
        <translation>%1 IDs kopiert</translation>
    </message>
</context>
<context>
    <name>assay::ui::TextLinesView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles wählen</translation>
    </message>
</context>
<context>
    <name>assay::ui::TimeSlider</name>
    <message>
        <source>Time of the run that is shown</source>
        <translation>Gezeigte Zeit des Laufs</translation>
    </message>
</context>
<context>
    <name>assay::ui::TimelinePanel</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>lanes</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>one axis for cases, services, health and metrics</source>
        <translation>eine Achse für Fälle, Dienste, Zustand und Messwerte</translation>
    </message>
    <message>
        <source>Lanes of the timeline: show, hide, order</source>
        <translation>Spuren der Zeitachse: zeigen, verbergen, ordnen</translation>
    </message>
    <message>
        <source>Show, hide and order the lanes.</source>
        <translation>Die Spuren zeigen, verbergen und ordnen.</translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation>%1, läuft</translation>
    </message>
    <message>
        <source>Keep the end of the run in sight.</source>
        <translation>Das Ende des Laufs im Blick behalten.</translation>
    </message>
    <message>
        <source>How long the run took.</source>
        <translation>Wie lange der Lauf gedauert hat.</translation>
    </message>
    <message>
        <source>Follow the run, at %1</source>
        <translation>Dem Lauf folgen, bei %1</translation>
    </message>
    <message>
        <source>The run took %1</source>
        <translation>Der Lauf dauerte %1</translation>
    </message>
    <message>
        <source>%1 (hidden)</source>
        <translation>%1 (verborgen)</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>All lanes in their first order</source>
        <translation>Alle Spuren in ihrer ersten Ordnung</translation>
    </message>
    <message>
        <source>Follow the run</source>
        <translation>Dem Lauf folgen</translation>
    </message>
</context>
<context>
    <name>assay::ui::TimelineView</name>
    <message>
        <source>Timeline of the run; the table of cases has the same in words</source>
        <translation>Zeitachse des Laufs; die Tabelle der Fälle sagt dasselbe in Worten</translation>
    </message>
    <message>
        <source> · range + %1</source>
        <translation> · Abschnitt + %1</translation>
    </message>
</context>
<context>
    <name>assay::ui::WelcomePage</name>
    <message>
        <source>Integration tests of whole systems, on one time axis.</source>
        <translation>Integrationstests ganzer Systeme auf einer Zeitachse.</translation>
    </message>
    <message>
        <source>Open workspace…</source>
        <translation>Arbeitsbereich öffnen…</translation>
    </message>
    <message>
        <source>Open the example…</source>
        <translation>Beispiel öffnen…</translation>
    </message>
    <message>
        <source>Copies the reference suites to a folder that you choose.</source>
        <translation>Kopiert die Referenzsuiten in einen Ordner deiner Wahl.</translation>
    </message>
    <message>
        <source>The example is not installed beside the program.</source>
        <translation>Das Beispiel ist nicht neben dem Programm installiert.</translation>
    </message>
    <message>
        <source>or drop a folder, a suite file or a run (.assayrun) anywhere</source>
        <translation>oder ziehe einen Ordner, eine Suite oder einen Lauf (.assayrun) irgendwohin</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Letzte Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Getting started</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Writing suites</source>
        <translation>Suiten schreiben</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>All help pages</source>
        <translation>Alle Hilfeseiten</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Take off this list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Take %1 off this list</source>
        <translation>%1 aus der Liste nehmen</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>fehlt: %1</translation>
    </message>
</context>
<context>
    <name>base</name>
    <message>
        <source>no workspace is open</source>
        <translation>kein Arbeitsbereich ist offen</translation>
    </message>
    <message>
        <source>open one</source>
        <translation>öffne einen</translation>
    </message>
</context>
</TS>
