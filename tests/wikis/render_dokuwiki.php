<?php
/* Renders wiki text with DokuWiki: a line of JSON in (a string), a line of JSON out (the HTML), until the input ends. */

if (!defined('NOSESSION')) define('NOSESSION', 1);
define('DOKU_INC', getenv('DOKUWIKI_FOLDER') . '/');
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['SCRIPT_NAME'] = '/doku.php';
error_reporting(E_ERROR | E_PARSE);
require_once DOKU_INC . 'inc/init.php';

global $ID;
$ID = 'rendered';
while (($line = fgets(STDIN)) !== false) {
    $text = cleanText(json_decode($line));
    $html = p_render('xhtml', p_get_instructions($text), $info);
    fwrite(STDOUT, json_encode($html, JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
}
