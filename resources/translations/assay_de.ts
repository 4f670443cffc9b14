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
        <translation>nichts passt hinein</translation>
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
    <name>Lanes</name>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>Anfragen/s</translation>
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
        <translation>Ausführen</translation>
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
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
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
    <name>RequestSeries</name>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
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
        <translation>Alles finden…</translation>
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
        <source>Find in console</source>
        <translation>In der Konsole suchen</translation>
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
        <translation>Abbild %1 behalten (%2)</translation>
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
        <translation>Nach Fehlern anhalten</translation>
    </message>
    <message>
        <source>Nothing new starts after so many bad cases, as --max-failures.</source>
        <translation>Nach so vielen schlechten Fällen beginnt nichts Neues, wie --max-failures.</translation>
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
        <translation>Ein Fall, der erst in einem späteren Versuch besteht, macht den Lauf schlecht, wie --fail-on-flaky.</translation>
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
        <source>Search every line of the console for a text or a pattern.</source>
        <translation>Jede Zeile der Konsole nach einem Text oder Muster durchsuchen.</translation>
    </message>
    <message>
        <source>Find next in console</source>
        <translation>Weitersuchen in der Konsole</translation>
    </message>
    <message>
        <source>Go to the next line with the text.</source>
        <translation>Zur nächsten Zeile mit dem Text gehen.</translation>
    </message>
    <message>
        <source>Find previous in console</source>
        <translation>Rückwärts suchen in der Konsole</translation>
    </message>
    <message>
        <source>Go to the line before with the text.</source>
        <translation>Zur vorigen Zeile mit dem Text gehen.</translation>
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
        <translation>Die Datei mit dem Programm öffnen, das der Schreibtisch dafür hat.</translation>
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
        <translation>Er wartete über: %1</translation>
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
        <translation>erster Fehler oder Grund</translation>
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
        <translation>Nichts in diesem Bereich</translation>
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
    <name>assay::ui::CommandPalette</name>
    <message>
        <source>Find anything</source>
        <translation>Alles finden</translation>
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
        <translation>angehalten</translation>
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
    <name>assay::ui::EnvironmentPanel</name>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>none needed</source>
        <translation>keine nötig</translation>
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
        <translation>Wählen Sie einen Fall, einen Schritt, einen Dienst oder ein Ereignis, um alles darüber zu sehen.</translation>
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
        <translation>%1 Zeilen werden behalten</translation>
    </message>
    <message>
        <source>%1 are kept</source>
        <translation>%1 werden behalten</translation>
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
        <translation>Befehle, Fälle, Läufe, Dateien, Einstellungen und Hilfe suchen</translation>
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
    <name>assay::ui::ServiceInspector</name>
    <message>
        <source>States of the service</source>
        <translation>Zustände des Dienstes</translation>
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
        <translation>Befinden</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Näheres</translation>
    </message>
    <message>
        <source>States</source>
        <translation>Zustände</translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation>Letzte Zeilen</translation>
    </message>
    <message>
        <source>The service &quot;%1&quot; is not of this run. The panel of environments shows it.</source>
        <translation>Der Dienst „%1“ gehört nicht zu diesem Lauf. Die Leiste der Umgebungen zeigt ihn.</translation>
    </message>
    <message>
        <source>It has written nothing yet.</source>
        <translation>Er hat noch nichts geschrieben.</translation>
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
        <translation>Inhalt der Nachricht</translation>
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
</context>
<context>
    <name>assay::ui::TimelineView</name>
    <message>
        <source>Timeline of the run; the table of cases has the same in words</source>
        <translation>Zeitachse des Laufs; die Tabelle der Fälle sagt dasselbe in Worten</translation>
    </message>
    <message>
        <source> · range + %1</source>
        <translation> · Bereich + %1</translation>
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
    <name>assay::ui::CodeEditor</name>
    <message>
        <source>Text of the file</source>
        <translation>Text der Datei</translation>
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
    <name>assay::ui::RunsPage</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
</TS>
