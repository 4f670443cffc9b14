<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>MarkersLane</name>
    <message numerus="yes">
        <source>
and %n more here</source>
        <translation>
            <numerusform>
and %n more here</numerusform>
            <numerusform>
and %n more here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServicesLane</name>
    <message numerus="yes">
        <source>%1
%n change(s) here; zoom in to tell them apart</source>
        <translation>
            <numerusform>%1
%n change here; zoom in to tell them apart</numerusform>
            <numerusform>%1
%n changes here; zoom in to tell them apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) ready</source>
        <translation>
            <numerusform>%n service ready</numerusform>
            <numerusform>%n services ready</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkersLane</name>
    <message numerus="yes">
        <source>%n attempt(s) in %1 from %2; zoom in to tell them apart
%3 %4: %5</source>
        <translation>
            <numerusform>%n attempt in %1 from %2; zoom in to tell them apart
%3 %4: %5</numerusform>
            <numerusform>%n attempts in %1 from %2; zoom in to tell them apart
%3 %4: %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more case(s)</source>
        <translation>
            <numerusform>and %n more case</numerusform>
            <numerusform>and %n more cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ui::ConsolePanel</name>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n line copied</numerusform>
            <numerusform>%n lines copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) saved</source>
        <translation>
            <numerusform>%n line saved</numerusform>
            <numerusform>%n lines saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n case(s) failed</source>
        <translation>
            <numerusform>%n case failed</numerusform>
            <numerusform>%n cases failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not saved when Assay ended.</source>
        <translation>
            <numerusform>%n file was not saved when Assay ended.</numerusform>
            <numerusform>%n files were not saved when Assay ended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ui::NotificationBell</name>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>Notifications, %n new</numerusform>
            <numerusform>Notifications, %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ui::Editors</name>
    <message numerus="yes">
        <source>%n file(s) are not saved.</source>
        <translation>
            <numerusform>%n file is not saved.</numerusform>
            <numerusform>%n files are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ui::FindBar</name>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
</TS>
