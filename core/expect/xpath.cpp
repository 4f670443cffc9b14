// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/xpath.h"

#include <QJsonArray>
#include <QSet>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxText = 16 * 1024 * 1024;
constexpr qsizetype kMaxExpression = 4096;
constexpr int kMaxNodes = 100'000;
constexpr unsigned long kMaxOperations = 5'000'000;

template <auto Free>
struct Freed
{
    template <class T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};
using DocumentPointer = std::unique_ptr<xmlDoc, Freed<xmlFreeDoc>>;
using ContextPointer = std::unique_ptr<xmlXPathContext, Freed<xmlXPathFreeContext>>;
using CompiledPointer = std::unique_ptr<xmlXPathCompExpr, Freed<xmlXPathFreeCompExpr>>;
using ObjectPointer = std::unique_ptr<xmlXPathObject, Freed<xmlXPathFreeObject>>;
using ParserPointer = std::unique_ptr<xmlParserCtxt, Freed<xmlFreeParserCtxt>>;

const xmlChar *asXml(const QByteArray &bytes)
{
    return reinterpret_cast<const xmlChar *>(bytes.constData());
}

QString fromXml(const xmlChar *text)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(text));
}

QString reasonOf(const xmlError &error)
{
    QString reason = QString::fromUtf8(error.message).trimmed();
    return reason.isEmpty() ? u"unknown reason"_s : reason.left(200);
}

/// The library gives XPath's errors as numbers only.
QString xpathReason(int code)
{
    switch (code - XML_XPATH_EXPRESSION_OK) {
    case XPATH_UNDEF_VARIABLE_ERROR:
        return u"there are no variables"_s;
    case XPATH_UNKNOWN_FUNC_ERROR:
        return u"unknown function"_s;
    case XPATH_UNDEF_PREFIX_ERROR:
        return u"the document does not declare the prefix"_s;
    case XPATH_INVALID_ARITY:
        return u"wrong number of arguments"_s;
    case XPATH_INVALID_TYPE:
        return u"an argument has the wrong type"_s;
    case XPATH_OP_LIMIT_EXCEEDED:
        return u"it takes too many steps"_s;
    case XPATH_RECURSION_LIMIT_EXCEEDED:
        return u"it is nested too deep"_s;
    default:
        return u"invalid expression"_s;
    }
}

/// libxml2 would write to the terminal otherwise.
void collect(void *target, xmlErrorPtr error)
{
    auto *text = static_cast<QString *>(target);
    if (text->isEmpty() && error != nullptr)
        *text = xpathReason(error->code);
}

void ignore(void *, const char *, ...) {}

void prepareLibrary()
{
    static const bool kPrepared = [] {
        xmlInitParser();
        return true;
    }();
    Q_UNUSED(kPrepared)
    xmlSetGenericErrorFunc(nullptr, ignore); // the setting is the thread's
}

base::Result<DocumentPointer> readXml(const QByteArray &text)
{
    const ParserPointer parser(xmlNewParserCtxt());
    constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    DocumentPointer document(xmlCtxtReadMemory(
        parser.get(), text.constData(), static_cast<int>(text.size()), nullptr, "UTF-8", kOptions));
    if (document)
        return document;
    const xmlError *error = xmlCtxtGetLastError(parser.get());
    if (error == nullptr)
        return base::failure(u"not valid XML"_s);
    return base::failure(u"not valid XML: %1 (line %2)"_s.arg(reasonOf(*error)).arg(error->line));
}

base::Result<DocumentPointer> readHtml(const QByteArray &text)
{
    constexpr int kOptions =
        HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER;
    DocumentPointer document(htmlReadMemory(text.constData(), static_cast<int>(text.size()),
                                            nullptr, "UTF-8", kOptions));
    if (!document)
        return base::failure(u"not valid HTML"_s);
    return document;
}

/// Declared prefixes; iterative, as documents can be large.
void registerNamespaces(xmlXPathContext *context, xmlDoc *document)
{
    QSet<QByteArray> seen;
    xmlNode *node = xmlDocGetRootElement(document);
    while (node != nullptr) {
        if (node->type == XML_ELEMENT_NODE) {
            for (const xmlNs *declared = node->nsDef; declared != nullptr;
                 declared = declared->next) {
                const QByteArray prefix =
                    declared->prefix == nullptr
                        ? QByteArray("default")
                        : QByteArray(reinterpret_cast<const char *>(declared->prefix));
                if (seen.size() < 1000 && declared->href != nullptr && !seen.contains(prefix)) {
                    seen.insert(prefix);
                    xmlXPathRegisterNs(context, asXml(prefix), declared->href);
                }
            }
        }
        if (node->type == XML_ELEMENT_NODE && node->children != nullptr) {
            node = node->children;
            continue;
        }
        while (node != nullptr && node->next == nullptr) {
            node = node->parent;
            if (node != nullptr && node->type == XML_DOCUMENT_NODE)
                node = nullptr;
        }
        if (node != nullptr)
            node = node->next;
    }
}

base::Result<CompiledPointer> compile(xmlXPathContext *context, const QString &expression)
{
    if (expression.size() > kMaxExpression)
        return base::failure(
            u"not an XPath: it is longer than %1 characters"_s.arg(kMaxExpression));
    QString reason;
    context->error = collect;
    context->userData = &reason;
    CompiledPointer compiled(xmlXPathCtxtCompile(context, asXml(expression.toUtf8())));
    context->userData = nullptr;
    context->error = nullptr;
    if (!compiled)
        return base::failure(u"not an XPath: %1 in %2"_s.arg(reason, expression.left(200)));
    return compiled;
}

QJsonArray textsOf(const xmlNodeSet *nodes)
{
    QJsonArray texts;
    const int count = nodes == nullptr ? 0 : std::min(nodes->nodeNr, kMaxNodes);
    for (int i = 0; i < count; ++i) {
        xmlChar *content = xmlXPathCastNodeToString(nodes->nodeTab[i]);
        texts.append(fromXml(content));
        xmlFree(content);
    }
    return texts;
}

} // namespace

struct XmlDocument::Parsed
{
    DocumentPointer document;
    ContextPointer context;
};

XmlDocument::XmlDocument(std::unique_ptr<Parsed> parsed)
    : m_parsed(std::move(parsed))
{
}

XmlDocument::XmlDocument(XmlDocument &&) noexcept = default;
XmlDocument &XmlDocument::operator=(XmlDocument &&) noexcept = default;
XmlDocument::~XmlDocument() = default;

base::Result<XmlDocument> XmlDocument::parse(const QString &text)
{
    prepareLibrary();
    const QByteArray bytes = text.toUtf8();
    if (bytes.size() > kMaxText)
        return base::failure(u"too large to be read as XML (over 16 MiB)"_s);
    if (text.trimmed().isEmpty())
        return base::failure(u"not valid XML: it is empty"_s);
    // Entities are what makes a small text huge, or reads a file; no answer under test needs them.
    if (text.contains(u"<!ENTITY"_s, Qt::CaseInsensitive))
        return base::failure(u"XML that declares entities, which are refused"_s);
    const QStringView start = QStringView(text).left(4096);
    const bool html = start.trimmed().startsWith(u"<!doctype html", Qt::CaseInsensitive);
    auto document = html ? readHtml(bytes) : readXml(bytes);
    if (!document && !html && start.contains(u"<html", Qt::CaseInsensitive) &&
        !start.trimmed().startsWith(u"<?xml"))
        document = readHtml(bytes);
    if (!document)
        return base::failure(std::move(document).error());
    auto parsed = std::make_unique<Parsed>();
    parsed->document = *std::move(document);
    parsed->context.reset(xmlXPathNewContext(parsed->document.get()));
    if (!parsed->context)
        return base::failure(u"XML that there is no memory for"_s);
    parsed->context->opLimit = kMaxOperations;
    registerNamespaces(parsed->context.get(), parsed->document.get());
    return XmlDocument(std::move(parsed));
}

base::Result<QJsonValue> XmlDocument::evaluate(const QString &expression) const
{
    xmlXPathContext *context = m_parsed->context.get();
    prepareLibrary(); // the document may have been made on another thread
    auto compiled = compile(context, expression);
    if (!compiled)
        return base::failure(std::move(compiled).error());
    QString reason;
    context->error = collect;
    context->userData = &reason;
    context->opCount = 0;
    const ObjectPointer result(xmlXPathCompiledEval(compiled->get(), context));
    context->userData = nullptr;
    context->error = nullptr;
    if (!result) {
        return base::failure(
            u"the XPath cannot be evaluated: %1 in %2"_s.arg(reason, expression.left(200)));
    }
    switch (result->type) {
    case XPATH_BOOLEAN:
        return QJsonValue(result->boolval != 0);
    case XPATH_NUMBER:
        return QJsonValue(result->floatval);
    case XPATH_STRING:
        return QJsonValue(fromXml(result->stringval));
    default:
        return QJsonValue(textsOf(result->nodesetval));
    }
}

base::Result<> checkXPath(const QString &expression)
{
    prepareLibrary();
    const ContextPointer context(xmlXPathNewContext(nullptr));
    if (!context)
        return base::failure(u"there is no memory for an XPath"_s);
    const auto compiled = compile(context.get(), expression);
    if (!compiled)
        return base::failure(compiled.error());
    return {};
}

} // namespace assay::expect
