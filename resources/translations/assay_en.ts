<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>assay::ui</name>
    <message numerus="yes">
        <source>%n line(s) are left out here: they came faster than they could be shown. History has all of them.</source>
        <translation>
            <numerusform>%n line is left out here: it came faster than it could be shown. History has it.</numerusform>
            <numerusform>%n lines are left out here: they came faster than they could be shown. History has all of them.</numerusform>
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
</TS>
