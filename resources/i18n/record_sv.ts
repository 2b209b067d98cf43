<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>PdfView</name>
        <message>
            <source>The document cannot be shown</source>
            <translation>Dokumentet kan inte visas</translation>
        </message>
        <message>
            <source>Smaller (-)</source>
            <translation>Mindre (-)</translation>
        </message>
        <message>
            <source>Larger (+)</source>
            <translation>Större (+)</translation>
        </message>
        <message>
            <source>Fit width</source>
            <translation>Anpassa till bredden</translation>
        </message>
        <message>
            <source>Page {page} of {pages}</source>
            <translation>Sida {page} av {pages}</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
    </context>
</TS>
